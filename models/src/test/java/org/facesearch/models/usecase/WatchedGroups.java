package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.compare.CompareProgress;
import org.facesearch.models.compare.Comparison.Asked;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.EntryVector;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.Snapshot;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.score.FmrTable;
import org.facesearch.models.score.ScoreScale;
import org.facesearch.models.testing.MemoryGalleries;

/** Groups in memory, whose snapshots are watched. */
final class WatchedGroups {

  static final String MODEL = "a-model";
  static final GroupModel GROUP_MODEL =
      new GroupModel(
          MODEL,
          2,
          ScoreScale.v1Face(
              new FmrTable(List.of(new FmrTable.Point(1e-4, 0.4), new FmrTable.Point(1e-5, 0.5)))));

  final List<Watched> opened = new ArrayList<>();
  final MemoryGalleries galleries =
      new MemoryGalleries(
          snapshot -> {
            opened.add(new Watched(snapshot));
            return opened.getLast();
          });

  /** Counts what is read, and whether it is given back. */
  static final class Watched implements Snapshot {
    private final Snapshot inner;
    final List<Integer> blocks = new ArrayList<>();
    Exception failure;
    int closed;

    Watched(Snapshot inner) {
      this.inner = inner;
    }

    @Override
    public long count() {
      return inner.count();
    }

    @Override
    public CompletionStage<Page<EntryVector>> entries(String after, int limit) {
      return inner
          .entries(after, limit)
          .thenApply(
              page -> {
                blocks.add(page.items().size());
                return page;
              });
    }

    @Override
    public CompletionStage<List<List<Match>>> nearest(
        List<float[]> probes, int limit, double minCosine) {
      return failure != null
          ? CompletableFuture.failedFuture(failure)
          : inner.nearest(probes, limit, minCosine);
    }

    @Override
    public CompletionStage<Void> close() {
      closed++;
      return inner.close();
    }
  }

  static final class Heard implements CompareProgress {
    final List<String> calls = new ArrayList<>();
    long cancelAt = Long.MAX_VALUE;
    private long done;

    @Override
    public void begins(long entries) {
      calls.add("of " + entries);
    }

    @Override
    public void reached(long entries, long rows) {
      done = entries;
      calls.add(entries + ":" + rows);
    }

    @Override
    public boolean isCancelled() {
      return done >= cancelAt;
    }
  }

  void group(String name) {
    join(galleries.create(name, 10, MODEL, 2));
  }

  /** A face that looks in a direction, in degrees. */
  void face(String group, String id, double degrees) {
    double radians = Math.toRadians(degrees);
    float[] vector =
        UnitVectors.normalise(new float[] {(float) Math.cos(radians), (float) Math.sin(radians)});
    join(
        join(galleries.open(group))
            .add(
                new Entry(
                    id,
                    "tag-" + id,
                    Map.of("of", group),
                    new Subject(new BoundingBox(1, 2, 3, 4, 0.9), null, vector))));
  }

  void alike(String group, int count) {
    group(group);
    IntStream.range(0, count).forEach(i -> face(group, "id-" + (10_000 + i), 0));
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static FaceSearchException failure(Supplier<CompletionStage<?>> call) {
    RuntimeException thrown = assertThrows(RuntimeException.class, () -> join(call.get()));
    return (FaceSearchException) Causes.of(thrown);
  }

  static Asked asked(String group, String target, double threshold, int limit) {
    return new Asked(GroupKind.FACE, group, target, threshold, limit);
  }
}

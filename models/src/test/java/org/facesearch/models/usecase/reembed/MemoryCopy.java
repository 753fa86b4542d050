package org.facesearch.models.usecase.reembed;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.reembed.Copied;
import org.facesearch.models.reembed.IndexCopy;
import org.facesearch.models.reembed.Places;
import org.facesearch.models.reembed.SourceDocument;

/** Two indices of one part in memory; documents are texts of a picture each, or have none. */
final class MemoryCopy implements IndexCopy {

  private static final int AT_ONCE = 2;

  private record Stored(String id, String picture, long change) implements SourceDocument {
    @Override
    public List<String> pictures() {
      return picture.isEmpty() ? List.of() : List.of(picture);
    }

    @Override
    public List<Spot> spots() {
      return List.of(new Spot(0, Optional.empty()));
    }
  }

  private final Map<String, Stored> source = new TreeMap<>();
  private long changes;

  /** The new index: id, and the vector or nothing. */
  final Map<String, Optional<float[]>> made = new TreeMap<>();

  boolean frozen;
  boolean swapped;
  boolean discarded;
  boolean swapFails;
  Runnable beforeLastRound = () -> {};

  void put(String id, String picture) {
    if (frozen) {
      throw new IllegalStateException("no writes");
    }
    source.put(id, new Stored(id, picture, changes++));
  }

  void delete(String id) {
    source.remove(id);
  }

  @Override
  public CompletionStage<Void> prepare() {
    return done(null);
  }

  @Override
  public CompletionStage<Long> count() {
    return done((long) source.size());
  }

  @Override
  public CompletionStage<Places> settled() {
    return done(Places.START.with(0, changes - 1));
  }

  @Override
  public CompletionStage<Batch> read(Places after, Places until) {
    List<SourceDocument> found =
        source.values().stream()
            .filter(one -> one.change() > after.of(0) && one.change() <= until.of(0))
            .sorted(Comparator.comparingLong(Stored::change))
            .limit(AT_ONCE)
            .<SourceDocument>map(one -> one)
            .toList();
    long reached = found.size() < AT_ONCE ? until.of(0) : ((Stored) found.getLast()).change();
    return done(new Batch(found, after.with(0, reached)));
  }

  @Override
  public CompletionStage<Void> write(List<Copied> documents) {
    for (Copied copied : documents) {
      if (copied.vectors().isPresent()) {
        made.put(copied.document().id(), copied.vectors().get().getFirst());
      } else {
        made.remove(copied.document().id());
      }
    }
    return done(null);
  }

  @Override
  public CompletionStage<Long> removeVanished() {
    long before = made.size();
    made.keySet().retainAll(source.keySet());
    return done(before - made.size());
  }

  @Override
  public CompletionStage<Void> freeze() {
    beforeLastRound.run();
    frozen = true;
    return done(null);
  }

  @Override
  public CompletionStage<Void> thaw() {
    frozen = false;
    return done(null);
  }

  @Override
  public CompletionStage<Void> swap() {
    if (swapFails) {
      return CompletableFuture.failedFuture(
          new FaceSearchException(Reason.UNAVAILABLE, "no swap today"));
    }
    swapped = true;
    return done(null);
  }

  @Override
  public boolean isSwapped() {
    return swapped;
  }

  @Override
  public CompletionStage<Void> discard() {
    discarded = true;
    made.clear();
    return done(null);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}

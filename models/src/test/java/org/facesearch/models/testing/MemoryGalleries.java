package org.facesearch.models.testing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.models.gallery.EntryVector;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.gallery.GalleryUnion;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.models.gallery.Settled;
import org.facesearch.models.gallery.Snapshot;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.gallery.TagCount;

/** Groups in memory, with exact search: what an index-backed store is measured against. */
public final class MemoryGalleries implements Galleries {

  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingDouble(Match::cosine)
          .reversed()
          .thenComparing(match -> match.entry().id())
          .thenComparing(Match::group);

  private final Map<String, MemoryGallery> groups = new ConcurrentSkipListMap<>();
  private final UnaryOperator<Snapshot> snapshots;

  public MemoryGalleries() {
    this(UnaryOperator.identity());
  }

  /**
   * Groups whose snapshots are watched.
   *
   * @param snapshots gives each to whoever asked for it, perhaps inside another
   */
  public MemoryGalleries(UnaryOperator<Snapshot> snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public CompletionStage<Void> create(String group, long capacity, String model, int dimension) {
    return groups.putIfAbsent(group, new MemoryGallery(group, capacity, model)) == null
        ? CompletableFuture.completedFuture(null)
        : failed(Reason.CONFLICT, "group already exist");
  }

  @Override
  public CompletionStage<List<String>> list() {
    return CompletableFuture.completedFuture(List.copyOf(groups.keySet()));
  }

  @Override
  public CompletionStage<Void> remove(String group) {
    return groups.remove(group) != null
        ? CompletableFuture.completedFuture(null)
        : failed(Reason.NOT_FOUND, "group not exist");
  }

  @Override
  public CompletionStage<Gallery> open(String group) {
    MemoryGallery gallery = groups.get(group);
    return gallery == null
        ? failed(Reason.NOT_FOUND, "group not exist")
        : CompletableFuture.completedFuture(gallery);
  }

  @Override
  public CompletionStage<GalleryUnion> union(List<String> names) {
    List<MemoryGallery> all =
        names.stream().flatMap(name -> Stream.ofNullable(groups.get(name))).toList();
    if (all.size() < names.size()) {
      return failed(Reason.NOT_FOUND, "group not exist");
    }
    GalleryUnion union =
        (probes, limit, minCosine) ->
            CompletableFuture.completedFuture(
                probes.stream()
                    .map(
                        probe ->
                            all.stream()
                                .flatMap(group -> group.nearest(probe, limit, minCosine).stream())
                                .sorted(BEST_FIRST)
                                .limit(limit)
                                .toList())
                    .toList());
    return CompletableFuture.completedFuture(union);
  }

  private static <T> CompletionStage<T> failed(Reason reason, String message) {
    return CompletableFuture.failedFuture(new FaceSearchException(reason, message));
  }

  private final class MemoryGallery implements Gallery {
    private final String name;
    private final long capacity;
    private final String model;
    private final RandomIds ids = new RandomIds();
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    MemoryGallery(String name, long capacity, String model) {
      this.name = name;
      this.capacity = capacity;
      this.model = model;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String model() {
      return model;
    }

    @Override
    public long capacity() {
      return capacity;
    }

    @Override
    public CompletionStage<Void> add(Entry entry) {
      return entries.putIfAbsent(entry.id(), entry) == null
          ? CompletableFuture.completedFuture(null)
          : failed(Reason.CONFLICT, entry.id() + " already exist");
    }

    @Override
    public CompletionStage<Void> update(String id, EntryPatch patch) {
      Entry changed =
          entries.computeIfPresent(
              id,
              (key, old) ->
                  new Entry(
                      key,
                      patch.tag().orElse(old.tag()),
                      patch.desc().isPresent() ? patch.desc().get().value() : old.desc(),
                      patch.subject().orElse(old.subject())));
      return changed != null
          ? CompletableFuture.completedFuture(null)
          : failed(Reason.NOT_FOUND, id + " not exist");
    }

    @Override
    public CompletionStage<List<String>> delete(List<String> ids) {
      return CompletableFuture.completedFuture(
          ids.stream().filter(id -> entries.remove(id) != null).toList());
    }

    @Override
    public CompletionStage<GalleryInfo> info() {
      long tags = entries.values().stream().map(Entry::tag).distinct().count();
      return CompletableFuture.completedFuture(new GalleryInfo(capacity, tags, entries.size()));
    }

    @Override
    public synchronized CompletionStage<List<Settled>> matchOrAdd(
        List<Subject> subjects, int limit, double minCosine) {
      return CompletableFuture.completedFuture(
          subjects.stream().map(subject -> matchOrAdd(subject, limit, minCosine)).toList());
    }

    private Settled matchOrAdd(Subject subject, int limit, double minCosine) {
      List<Match> matches = nearest(subject.vector(), limit, minCosine);
      if (!matches.isEmpty()) {
        return new Settled(false, matches);
      }
      Entry entry = Entry.unnamed(ids.next(), subject);
      entries.put(entry.id(), entry);
      return new Settled(true, List.of(new Match(name, entry.stored(), 1)));
    }

    private List<Match> nearest(float[] probe, int limit, double minCosine) {
      return entries.values().stream()
          .map(e -> new Match(name, e.stored(), UnitVectors.cosine(probe, e.subject().vector())))
          .filter(match -> match.cosine() >= minCosine)
          .sorted(BEST_FIRST)
          .limit(limit)
          .toList();
    }

    @Override
    public CompletionStage<Page<StoredEntry>> entries(String tag, String after, int limit) {
      return page(
          entries.values().stream()
              .filter(entry -> tag == null || entry.tag().equals(tag))
              .map(Entry::stored)
              .toList(),
          StoredEntry::id,
          after,
          limit);
    }

    @Override
    public CompletionStage<Snapshot> snapshot() {
      MemoryGallery copy = new MemoryGallery(name, capacity, model);
      copy.entries.putAll(entries);
      return CompletableFuture.completedFuture(snapshots.apply(new MemorySnapshot(copy)));
    }

    @Override
    public CompletionStage<Page<TagCount>> tags(String after, int limit) {
      Map<String, Long> counts =
          entries.values().stream()
              .collect(Collectors.groupingBy(Entry::tag, TreeMap::new, Collectors.counting()));
      return page(
          counts.entrySet().stream().map(e -> new TagCount(e.getKey(), e.getValue())).toList(),
          TagCount::name,
          after,
          limit);
    }

    private static <T> CompletionStage<Page<T>> page(
        List<T> all, Function<T, String> key, String after, int limit) {
      List<T> rest =
          all.stream()
              .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
              .toList();
      List<T> items = rest.subList(0, Math.min(limit, rest.size()));
      return CompletableFuture.completedFuture(
          new Page<>(
              items,
              items.size() == rest.size()
                  ? Optional.empty()
                  : Optional.of(key.apply(items.getLast()))));
    }
  }

  private record MemorySnapshot(MemoryGallery copy) implements Snapshot {
    @Override
    public long count() {
      return copy.entries.size();
    }

    @Override
    public CompletionStage<Page<EntryVector>> entries(String after, int limit) {
      return MemoryGallery.page(
          copy.entries.values().stream()
              .map(entry -> new EntryVector(entry.stored(), entry.subject().vector()))
              .toList(),
          item -> item.entry().id(),
          after,
          limit);
    }

    @Override
    public CompletionStage<List<List<Match>>> nearest(
        List<float[]> probes, int limit, double minCosine) {
      return CompletableFuture.completedFuture(
          probes.stream().map(probe -> copy.nearest(probe, limit, minCosine)).toList());
    }

    @Override
    public CompletionStage<Void> close() {
      return CompletableFuture.completedFuture(null);
    }
  }
}

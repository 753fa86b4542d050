package org.facesearch.models.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventWindow;
import org.facesearch.models.event.FaceEvent;

/** Events in memory. What was added is seen from the next {@link #catchUp} on, as in an index. */
public final class MemoryEventLog implements EventLog {

  private final List<FaceEvent> added = new ArrayList<>();
  private List<FaceEvent> visible = List.of();
  private Runnable beforeSearch = () -> {};
  private boolean full;

  /** Something that happens whenever the log is about to be searched. */
  public void beforeSearch(Runnable happens) {
    beforeSearch = happens;
  }

  /** From now on nothing can be added. */
  public void refuse() {
    full = true;
  }

  /** All that was ever added. */
  public List<FaceEvent> all() {
    return List.copyOf(added);
  }

  @Override
  public CompletionStage<Void> add(FaceEvent event) {
    if (full) {
      return CompletableFuture.failedFuture(
          new FaceSearchException(Reason.UNAVAILABLE, "no room for events"));
    }
    added.add(event);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> catchUp(EventWindow window) {
    visible = List.copyOf(added);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Counted> count(EventWindow window, int most) {
    List<String> models = in(window).map(FaceEvent::model).distinct().sorted().toList();
    return CompletableFuture.completedFuture(
        new Counted((int) Math.min(most, in(window).count()), models));
  }

  @Override
  public CompletionStage<List<Double>> times(
      EventWindow window, boolean newestFirst, int from, int size) {
    return CompletableFuture.completedFuture(
        sorted(window, newestFirst).skip(from).limit(size).map(FaceEvent::timestamp).toList());
  }

  @Override
  public CompletionStage<List<Seen>> alike(
      EventWindow window,
      boolean newestFirst,
      String model,
      float[] probe,
      double minCosine,
      int most) {
    return CompletableFuture.completedFuture(
        sorted(window, newestFirst)
            .filter(event -> event.model().equals(model))
            .map(event -> seen(event, probe))
            .filter(seen -> seen.cosine() >= minCosine)
            .limit(most)
            .toList());
  }

  private static Seen seen(FaceEvent event, float[] probe) {
    Map<String, Object> fields = EventFields.of(event);
    fields.remove(EventFields.VECTOR);
    return new Seen(event.timestamp(), fields, UnitVectors.cosine(event.vector(), probe));
  }

  private Stream<FaceEvent> sorted(EventWindow window, boolean newestFirst) {
    Comparator<FaceEvent> byTime = Comparator.comparingDouble(FaceEvent::timestamp);
    return in(window)
        .sorted((newestFirst ? byTime.reversed() : byTime).thenComparing(FaceEvent::id));
  }

  private Stream<FaceEvent> in(EventWindow window) {
    beforeSearch.run();
    return visible.stream().filter(event -> isIn(window, event));
  }

  private static boolean isIn(EventWindow window, FaceEvent event) {
    double time = event.timestamp();
    return (window.fromIncluded() ? time >= window.from() : time > window.from())
        && (window.toIncluded() ? time <= window.to() : time < window.to())
        && (window.devices().isEmpty()
            || window.devices().contains(event.epInfo().get(EventFields.DEVICE)));
  }
}

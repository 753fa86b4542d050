package org.facesearch.models.event;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The events of a cluster. Once a call to {@link #add} has been acknowledged, every later call sees
 * the event, on any node. No event at all is an empty log, never a failure.
 */
public interface EventLog {

  /** Adds an event; what names its time, the log finds its place by. */
  CompletionStage<Void> add(FaceEvent event);

  /** Makes all of a window that was acknowledged so far visible to the calls that follow. */
  CompletionStage<Void> catchUp(EventWindow window);

  /**
   * Counts, and tells whose vectors the events have.
   *
   * @param most is counted to no further
   */
  CompletionStage<Counted> count(EventWindow window, int most);

  /**
   * How many events there are.
   *
   * @param events at most as many as were to be counted
   * @param models ids of the models that made their vectors
   */
  record Counted(int events, List<String> models) {}

  /**
   * Timestamps of events by their position in time.
   *
   * @param newestFirst which end of the window position 0 is at
   * @param from first position, from 0
   * @param size how many
   * @return fewer where the window ends before
   */
  CompletionStage<List<Double>> times(EventWindow window, boolean newestFirst, int from, int size);

  /**
   * The events in time order whose vector is near to a probe: every one is compared, none missed,
   * but for those of other models ({@link #count} tells whether there are any).
   *
   * @param model id of what made the probe
   * @param most from the beginning of the order; those of one time are in the order of their ids,
   *     and which of them come is not fixed where not all do
   */
  CompletionStage<List<Seen>> alike(
      EventWindow window,
      boolean newestFirst,
      String model,
      float[] probe,
      double minCosine,
      int most);

  /**
   * An event that was found.
   *
   * @param fields all that {@link EventFields} names but the vector, as they were stored
   * @param cosine of its vector and the probe
   */
  record Seen(double timestamp, Map<String, Object> fields, double cosine) {}
}

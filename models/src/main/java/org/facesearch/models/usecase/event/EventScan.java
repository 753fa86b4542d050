package org.facesearch.models.usecase.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventLog.Seen;
import org.facesearch.models.event.EventWindow;

/**
 * Goes through a window of events in the order of time and finds those that are alike, a page at a
 * time. A page ends after so many events that were looked at, or so many that were found.
 *
 * <p>A page is continued by a time alone, so it never ends between events of one time: it leaves
 * the last group of them to the next page, and is longer than it should be where it consists of one
 * group. Then no event is lost or shown twice, whatever comes into the log between two pages.
 */
public final class EventScan {

  /** The document's: 50,000 events that are looked at, 1,000 that are found. */
  private static final Limits LIMITS = new Limits(50_000, 1_000, 10_000);

  private final EventLog log;
  private final Limits limits;

  public EventScan(EventLog log) {
    this(log, LIMITS);
  }

  EventScan(EventLog log, Limits limits) {
    this.log = log;
    this.limits = limits;
  }

  /**
   * How far a page goes.
   *
   * @param scanned most events that are looked at
   * @param found most that are found
   * @param ofOneTime most of one time that are found, where the page has no others
   */
  record Limits(int scanned, int found, int ofOneTime) {}

  /**
   * What is looked for.
   *
   * @param window without what earlier pages had
   * @param model id of what made the probe
   */
  public record Asked(
      EventWindow window, boolean newestFirst, String model, float[] probe, double minCosine) {

    /** The same of a part of the window. */
    public Asked in(EventWindow part) {
      return new Asked(part, newestFirst, model, probe, minCosine);
    }

    /** The part of the window up to a time, in the order of the scan. */
    Asked until(double time, boolean included) {
      return in(
          newestFirst
              ? new EventWindow(time, included, window.to(), window.toIncluded(), window.devices())
              : new EventWindow(
                  window.from(), window.fromIncluded(), time, included, window.devices()));
    }

    /** The part after a time, in the order of the scan. */
    public EventWindow beyond(double time) {
      return newestFirst
          ? new EventWindow(window.from(), window.fromIncluded(), time, false, window.devices())
          : new EventWindow(time, false, window.to(), window.toIncluded(), window.devices());
    }

    Asked at(double time) {
      return in(new EventWindow(time, true, time, true, window.devices()));
    }

    /** The end that the scan goes to. */
    double farEnd() {
      return newestFirst ? window.from() : window.to();
    }
  }

  /**
   * A page.
   *
   * @param found in the order of the scan
   * @param end the next page has the events beyond that time
   * @param more whether there are any
   */
  public record Page(List<Seen> found, double end, boolean more) {}

  /**
   * How far the page may go.
   *
   * @param part that is looked at
   * @param end time of its last event; {@code null} if it is the whole window
   * @param more whether there are events beyond that, {@code null} where that is not known
   */
  private record Bound(Asked part, Double end, Boolean more) {}

  /**
   * A page.
   *
   * <p>Fails with {@code CONFLICT} naming both models if the window has vectors of another one, and
   * with {@code INVALID} if too many of one time are alike.
   */
  public CompletionStage<Page> page(Asked asked) {
    return log.count(asked.window(), limits.scanned() + 1)
        .thenCompose(
            counted -> {
              requireModel(counted.models(), asked.model());
              return bound(asked, counted.events());
            })
        .thenCompose(bound -> find(asked, bound));
  }

  private static void requireModel(List<String> models, String model) {
    for (String other : models) {
      if (!other.equals(model)) {
        throw new FaceSearchException(
            Reason.CONFLICT,
            "the window has events with vectors of model "
                + other
                + ", this node makes vectors of model "
                + model);
      }
    }
  }

  private CompletionStage<Bound> bound(Asked asked, int events) {
    if (events <= limits.scanned()) {
      return CompletableFuture.completedFuture(new Bound(asked, null, false));
    }
    return log.times(asked.window(), asked.newestFirst(), limits.scanned() - 1, 2)
        .thenCompose(
            times -> {
              if (times.size() < 2) {
                // Events have been deleted since they were counted.
                return CompletableFuture.completedFuture(new Bound(asked, null, false));
              }
              double last = times.get(0);
              double next = times.get(1);
              return last == next
                  ? beforeGroup(asked, next)
                  : CompletableFuture.completedFuture(
                      new Bound(asked.until(last, true), last, true));
            });
  }

  /** The last time before a group that does not fit in; that of the group if it is the first. */
  private CompletionStage<Bound> beforeGroup(Asked asked, double group) {
    return log.times(asked.until(group, false).window(), !asked.newestFirst(), 0, 1)
        .thenApply(
            times -> {
              double end = times.isEmpty() ? group : times.getFirst();
              return new Bound(asked.until(end, true), end, times.isEmpty() ? null : true);
            });
  }

  private CompletionStage<Page> find(Asked asked, Bound bound) {
    return alike(bound.part(), limits.found() + 1)
        .thenCompose(
            found -> {
              if (found.size() <= limits.found()) {
                return page(asked, found, bound.end(), bound.more());
              }
              double group = found.get(limits.found()).timestamp();
              List<Seen> before =
                  found.stream().takeWhile(seen -> seen.timestamp() != group).toList();
              return before.isEmpty()
                  ? wholeGroup(asked, group)
                  : page(asked, before, before.getLast().timestamp(), true);
            });
  }

  private CompletionStage<Page> wholeGroup(Asked asked, double group) {
    return alike(asked.at(group), limits.ofOneTime() + 1)
        .thenCompose(
            found -> {
              if (found.size() > limits.ofOneTime()) {
                throw FaceSearchException.invalid(
                    "more than "
                        + limits.ofOneTime()
                        + " events of one time reach the threshold: raise threshold, or name the"
                        + " devices in device_id_list");
              }
              return page(asked, found, group, null);
            });
  }

  private CompletionStage<List<Seen>> alike(Asked part, int most) {
    return log.alike(
        part.window(), part.newestFirst(), part.model(), part.probe(), part.minCosine(), most);
  }

  /**
   * @param end {@code null} if the window was looked at to its end
   * @param more {@code null} where it has to be looked up
   */
  private CompletionStage<Page> page(Asked asked, List<Seen> found, Double end, Boolean more) {
    if (end == null) {
      return CompletableFuture.completedFuture(new Page(found, asked.farEnd(), false));
    }
    if (more != null) {
      return CompletableFuture.completedFuture(new Page(found, end, more));
    }
    EventWindow beyond = asked.beyond(end);
    CompletionStage<Boolean> any =
        beyond.empty()
            ? CompletableFuture.completedFuture(false)
            : log.count(beyond, 1).thenApply(counted -> counted.events() > 0);
    return any.thenApply(there -> new Page(found, there ? end : asked.farEnd(), there));
  }
}

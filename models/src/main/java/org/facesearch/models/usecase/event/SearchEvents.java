package org.facesearch.models.usecase.event;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventWindow;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.score.ScoreScale;
import org.facesearch.models.usecase.HitScores;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;

/**
 * Finds the events of a window of time whose face is alike to one, in the order of time
 * (SophonMatch, {@code picturesearch}).
 */
public final class SearchEvents {

  private static final double DAY = 86_400;
  private static final double MONTH = 31 * DAY;

  private final EventLog log;
  private final ProbeFace probe;
  private final Supplier<FaceModels> models;
  private final InstantSource clock;
  private final EventScan scan;

  /** For faces of the loaded model. */
  public SearchEvents(
      EventLog log, ProbeFace probe, Supplier<FaceModels> models, InstantSource clock) {
    this.log = log;
    this.probe = probe;
    this.models = models;
    this.clock = clock;
    this.scan = new EventScan(log);
  }

  /**
   * What is asked. Times are Unix seconds.
   *
   * @param face its largest face is looked for
   * @param start of the window; absent for a day before now, or before the end if that is earlier
   * @param end of the window; absent for now
   * @param last where an earlier page ended; absent for the first one
   * @param threshold least score, 0 to 1
   * @param devices ids of the devices; empty for all
   * @param newestFirst whether the scan begins at the end of the window
   * @param debug whether to tell how long the stages took
   */
  public record Request(
      PictureSource face,
      FiqaLevel level,
      OptionalDouble start,
      OptionalDouble end,
      OptionalDouble last,
      double threshold,
      Set<String> devices,
      boolean newestFirst,
      boolean debug) {
    public Request {
      Objects.requireNonNull(face, "face");
      Objects.requireNonNull(level, "level");
      devices = Set.copyOf(devices);
    }
  }

  /**
   * The answer.
   *
   * @param events in the order of the scan, with the fields that {@link ShownEvent} names
   * @param more whether the window has events beyond this page
   * @param end where the next page begins; the far end of the window if there is none
   * @param seconds that it took
   * @param stages milliseconds by stage, where that was asked
   */
  public record Result(
      List<Map<String, Object>> events,
      boolean more,
      double end,
      double seconds,
      Optional<Map<String, Double>> stages) {}

  /**
   * Searches.
   *
   * <p>Fails with {@code INVALID} for a window that is none or longer than 31 days, a picture that
   * cannot be used or has no face, and where too many of one time are alike; with {@code CONFLICT}
   * naming both models if the window has vectors of another one.
   *
   * @param stillWanted called before the work begins; what it throws is the failure
   */
  public CompletionStage<Result> run(Request request, Runnable stillWanted) {
    long begin = System.nanoTime();
    StageTimes times = new StageTimes();
    EventWindow window;
    try {
      window = window(request);
    } catch (FaceSearchException e) {
      return CompletableFuture.failedFuture(e);
    }
    ProbePicture picture = new ProbePicture("face_image_base64", request.face());
    return probe
        .of(picture, request.level(), times, stillWanted)
        .thenCompose(
            face ->
                times
                    .until("search", () -> page(request, window, face, times))
                    .thenApply(page -> shown(page, scores(request))))
        .thenApply(
            shown ->
                new Result(
                    shown.events(),
                    shown.more(),
                    shown.end(),
                    (System.nanoTime() - begin) / 1e9,
                    request.debug() ? Optional.of(times.millis()) : Optional.empty()));
  }

  private record Shown(List<Map<String, Object>> events, boolean more, double end) {}

  private static Shown shown(EventScan.Page page, HitScores scores) {
    return new Shown(
        page.found().stream()
            .map(seen -> ShownEvent.of(seen, scores.score(seen.cosine())))
            .toList(),
        page.more(),
        page.end());
  }

  private HitScores scores(Request request) {
    return new HitScores(ScoreScale.pictureMatch(models.get().fmr()), request.threshold());
  }

  private CompletionStage<EventScan.Page> page(
      Request request, EventWindow window, ProbeFace.Face face, StageTimes times) {
    boolean newestFirst = request.newestFirst();
    EventScan.Asked asked =
        new EventScan.Asked(
            window, newestFirst, face.model(), face.vector(), scores(request).minCosine());
    EventWindow left =
        request.last().isPresent() ? rest(asked, request.last().getAsDouble()) : window;
    return left.empty()
        ? CompletableFuture.completedFuture(new EventScan.Page(List.of(), asked.farEnd(), false))
        : times
            .until("refresh", () -> log.catchUp(left))
            .thenCompose(fresh -> scan.page(asked.in(left)));
  }

  /** What is left of the window after a page; of a page of another window all may be. */
  private static EventWindow rest(EventScan.Asked asked, double last) {
    EventWindow window = asked.window();
    boolean inside = asked.newestFirst() ? last <= window.to() : last >= window.from();
    return inside ? asked.beyond(last) : window;
  }

  private EventWindow window(Request request) {
    double now = clock.millis() / 1000.0;
    double end = request.end().orElse(now);
    double aDayAgo = now - DAY;
    double start = request.start().orElse(aDayAgo < end ? aDayAgo : end - DAY);
    if (start > end) {
      throw FaceSearchException.invalid("starttime must not be after endtime");
    }
    if (end - start > MONTH) {
      throw FaceSearchException.invalid(
          "endtime - starttime must be at most one month, which is 31 days");
    }
    return new EventWindow(start, true, end, true, request.devices());
  }
}

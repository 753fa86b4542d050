package org.facesearch.models.usecase.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.Identity;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.score.ScoreScale;
import org.facesearch.models.usecase.AnalyzeFaces.Pictured;
import org.facesearch.models.usecase.HitScores;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;

/**
 * Tells whether somebody is the person on a card: the largest faces of two pictures, one to one
 * (SophonMatch, {@code compare}).
 */
public final class CompareWithCard {

  private final ObserveFace observe;
  private final Supplier<FaceModels> models;
  private final EventLog log;
  private final EventTimes clock;

  /** For faces of the loaded model. */
  public CompareWithCard(
      ObserveFace observe, Supplier<FaceModels> models, EventLog log, EventTimes clock) {
    this.observe = observe;
    this.models = models;
    this.log = log;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param card the picture of the card
   * @param face taken on the spot
   * @param level how good the face must be
   * @param threshold from where on it is the person of the card
   * @param holder what is known of that person: {@code user_idcard}, {@code user_name} and others
   * @param save whether to write an event
   * @param time of the event, Unix seconds; absent for now
   * @param debug whether to tell how long the stages took
   */
  public record Request(
      PictureSource card,
      PictureSource face,
      FiqaLevel level,
      CompareLevel threshold,
      Map<String, Object> holder,
      boolean save,
      OptionalDouble time,
      boolean debug) {
    public Request {
      Objects.requireNonNull(card, "card");
      Objects.requireNonNull(face, "face");
      Objects.requireNonNull(level, "level");
      Objects.requireNonNull(threshold, "threshold");
      Objects.requireNonNull(holder, "holder");
    }
  }

  /**
   * The answer.
   *
   * @param passed whether it is the person
   * @param score 0 to 1 on the scale of compare
   * @param identity the holder's id and name if it is, else the stranger's
   * @param stages milliseconds by stage, those of both pictures together, where that was asked
   */
  public record Result(
      boolean passed, double score, Identity identity, Optional<Map<String, Double>> stages) {}

  /**
   * Compares, and writes the event if there is to be one: what cannot be saved fails.
   *
   * <p>Fails with {@code INVALID} naming the picture that cannot be used or has no face, or whose
   * face is not good enough and why.
   *
   * @param stillWanted called before each part of the work, the last time before the event is
   *     written; what it throws is the failure
   */
  public CompletionStage<Result> run(Request request, Runnable stillWanted) {
    StageTimes times = new StageTimes();
    double time = clock.of("compare_time", request.time());
    return live(request, times, stillWanted)
        .thenCompose(
            live ->
                observe
                    .see(
                        new ProbePicture("card_image_base64", request.card()),
                        FiqaLevel.NO,
                        Optional.empty(),
                        times,
                        stillWanted)
                    .thenApply(card -> judge(request, vector(live), vector(card)))
                    .thenCompose(
                        judged -> {
                          stillWanted.run();
                          return save(request, time, live, judged, times)
                              .thenApply(done -> result(request, judged, times));
                        }));
  }

  private CompletionStage<Pictured> live(Request request, StageTimes times, Runnable stillWanted) {
    return observe.see(
        new ProbePicture("face_image_base64", request.face()),
        request.level(),
        request.save() ? Optional.of(DeviceFace.SILENT) : Optional.empty(),
        times,
        stillWanted);
  }

  private static float[] vector(Pictured seen) {
    return seen.largest().face().vector();
  }

  private record Judged(boolean passed, Identified who) {}

  private Judged judge(Request request, float[] live, float[] card) {
    HitScores scores =
        new HitScores(ScoreScale.sophonCompare(models.get().fmr()), request.threshold().score());
    double cosine = UnitVectors.cosine(live, card);
    boolean passed = scores.matches(cosine);
    double score = passed ? scores.score(cosine) : scores.scale().score(cosine);
    return new Judged(passed, new Identified(identity(request.holder(), passed), score));
  }

  /** Whoever was not recognised is a stranger, of whom an event still keeps what was claimed. */
  private static Identity identity(Map<String, Object> holder, boolean passed) {
    return passed
        ? new Identity(
            text(holder, "user_name", Identity.NO_NAME),
            text(holder, "user_idcard", ""),
            holder,
            Identity.EMPLOYEE)
        : new Identity(
            Identity.STRANGER.name(),
            Identity.STRANGER.id(),
            holder,
            Identity.STRANGER.personType());
  }

  private static String text(Map<String, Object> holder, String name, String whenAbsent) {
    return holder.get(name) instanceof String text && !text.isEmpty() ? text : whenAbsent;
  }

  private CompletionStage<Void> save(
      Request request, double time, Pictured live, Judged judged, StageTimes times) {
    if (!request.save()) {
      return CompletableFuture.completedFuture(null);
    }
    return observe.note(
        log, live, new Sighting(time, epInfo(), DeviceFace.SILENT), judged.who(), times);
  }

  private static Map<String, Object> epInfo() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("ep_id", "");
    info.put("ep_type", "card");
    info.put("ep_ip", "");
    info.put("ep_name", "");
    info.put("device_id", "");
    return info;
  }

  private static Result result(Request request, Judged judged, StageTimes times) {
    Identified who = judged.who();
    return new Result(
        judged.passed(),
        who.score(),
        who.identity(),
        request.debug() ? Optional.of(times.millis()) : Optional.empty());
  }
}

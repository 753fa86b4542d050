package org.facesearch.models.usecase.event;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventPictures;
import org.facesearch.models.event.EventPictures.Kind;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzeFaces.Pictured;
import org.facesearch.models.usecase.FacePictures;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;

/**
 * Makes an event of a picture: looks at its largest face, tells whose it is, keeps its pictures
 * where they are wanted. Adding the event to the log is up to the caller.
 */
public final class ObserveFace {

  private final PictureWork pictures;
  private final AnalyzeFaces analysis;
  private final IdentifyFace identify;
  private final EventPictures kept;
  private final BooleanSupplier keeps;
  private final BooleanSupplier estimates;
  private final RandomIds ids = new RandomIds();

  /**
   * For one node.
   *
   * @param keeps whether pictures of events are kept, asked anew for every event
   * @param estimates whether age and gender are estimated where the device does not tell them and
   *     the node has a model for them, asked anew as well
   */
  public ObserveFace(
      PictureWork pictures,
      AnalyzeFaces analysis,
      IdentifyFace identify,
      EventPictures kept,
      BooleanSupplier keeps,
      BooleanSupplier estimates) {
    this.pictures = pictures;
    this.analysis = analysis;
    this.identify = identify;
    this.kept = kept;
    this.keeps = keeps;
    this.estimates = estimates;
  }

  /**
   * The event of a picture.
   *
   * <p>Fails with {@code INVALID}, naming the place of the picture, if it cannot be used or has no
   * face, and as {@link IdentifyFace} does. What fails leaves no event behind.
   */
  public CompletionStage<FaceEvent> run(ProbePicture picture, Sighting when, StageTimes times) {
    return see(picture, FiqaLevel.NO, Optional.of(when.device()), times, () -> {})
        .thenCompose(
            seen ->
                identify
                    .of(seen.largest().face().vector(), times)
                    .thenCompose(who -> event(seen, when, who, times)));
  }

  /**
   * Looks at the largest face of a picture.
   *
   * @param level how good it must be
   * @param forEvent what the device says, if an event may be made of the face, which keeps pictures
   *     and attributes
   * @param stillWanted called before the picture's turn comes; what it throws is the failure
   * @throws FaceSearchException {@code INVALID} as {@link #run} does, and naming what is wrong with
   *     a face that is not good enough
   */
  CompletionStage<Pictured> see(
      ProbePicture picture,
      FiqaLevel level,
      Optional<DeviceFace> forEvent,
      StageTimes times,
      Runnable stillWanted) {
    boolean pictured = forEvent.isPresent() && keeps.getAsBoolean();
    boolean estimated =
        forEvent.isPresent() && !forEvent.get().tellsAgeAndGender() && estimates.getAsBoolean();
    return picture.naming(
        pictures.on(
            picture.source(),
            stillWanted,
            (bytes, limits) -> {
              Set<Attribute> attributes =
                  estimated ? analysis.available(Set.of(Attribute.AGE_GENDER)) : Set.of();
              Pictured seen = analysis.largest(bytes, limits, pictured, attributes, times);
              FaceGate.check(level, analysis.levels(), seen.largest().face().quality());
              return seen;
            }));
  }

  /**
   * Makes an event of what was seen and adds it to a log; takes the time of the stages {@code
   * pictures}, if any, and {@code store}. If it cannot be added, its pictures go.
   */
  CompletionStage<Void> note(
      EventLog log, Pictured seen, Sighting when, Identified who, StageTimes times) {
    return event(seen, when, who, times)
        .thenCompose(
            event ->
                times
                    .until("store", () -> log.add(event))
                    .whenComplete((done, error) -> abandonIfFailed(error, event)));
  }

  /** Lets the pictures of an event go that was not written. */
  void abandonIfFailed(Throwable error, FaceEvent event) {
    if (error != null && !event.scenePicture().isEmpty()) {
      kept.abandon(event.id(), event.timestamp());
    }
  }

  private CompletionStage<FaceEvent> event(
      Pictured seen, Sighting when, Identified who, StageTimes times) {
    String id = when.id().orElseGet(ids::next);
    if (seen.pictures().isEmpty()) {
      return CompletableFuture.completedFuture(event(id, seen, when, who, "", ""));
    }
    FacePictures jpegs = seen.pictures().get();
    String face = kept.name(id, when.timestamp(), Kind.FACE);
    String scene = kept.name(id, when.timestamp(), Kind.SCENE);
    return times.until(
        "pictures",
        () ->
            kept.put(face, jpegs.face())
                .thenCompose(done -> kept.put(scene, jpegs.scene()))
                .thenApply(done -> event(id, seen, when, who, face, scene))
                .whenComplete(
                    (event, error) -> {
                      if (error != null) {
                        kept.abandon(id, when.timestamp());
                      }
                    }));
  }

  private static FaceEvent event(
      String id, Pictured seen, Sighting when, Identified who, String face, String scene) {
    AnalyzeFaces.Largest largest = seen.largest();
    return new FaceEvent(
        id,
        when.timestamp(),
        who.identity(),
        who.score(),
        when.epInfo(),
        FaceDetails.attributes(largest.face(), when.device()),
        FaceDetails.quality(largest.face(), when.device()),
        face,
        scene,
        largest.model(),
        largest.face().vector());
  }
}

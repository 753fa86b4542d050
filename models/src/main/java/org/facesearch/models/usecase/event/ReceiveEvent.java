package org.facesearch.models.usecase.event;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventPlaces;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.models.usecase.GroupModel;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;

/**
 * Makes events of what clients send: of a picture, or of a vector that was made before. Writing
 * them, to where this says, is up to the caller.
 */
public final class ReceiveEvent {

  private final ObserveFace observe;
  private final EventPlaces places;
  private final EventTimes clock;
  private final Supplier<GroupModel> model;
  private final RandomIds ids = new RandomIds();

  /**
   * For one node.
   *
   * @param model whose vectors can be received
   */
  public ReceiveEvent(
      ObserveFace observe, EventPlaces places, EventTimes clock, Supplier<GroupModel> model) {
    this.observe = observe;
    this.places = places;
    this.clock = clock;
    this.model = model;
  }

  /**
   * An event to be written.
   *
   * @param index where it belongs, which is there
   * @param id of the event and of its document
   * @param fields all those of {@link EventFields}
   */
  public record Received(String index, String id, Map<String, Object> fields) {}

  /**
   * Something that happened before and was analysed elsewhere.
   *
   * @param id empty for a random one
   * @param model id of what made the vector; empty for the loaded one
   * @param told what else is known, by the names of {@link EventFields}
   */
  public record Told(
      Optional<String> id,
      double timestamp,
      Optional<String> model,
      float[] vector,
      Map<String, Object> told) {}

  /**
   * Of a picture. Fails as {@link ObserveFace#run} does.
   *
   * @throws FaceSearchException {@code INVALID} if it is too far in the future
   */
  public CompletionStage<Received> seen(ProbePicture picture, Sighting when) {
    requireTime(when.timestamp());
    return observe
        .run(picture, when, new StageTimes())
        .thenCompose(
            event ->
                received(event, Map.of())
                    .whenComplete((done, error) -> observe.abandonIfFailed(error, event)));
  }

  private void requireTime(double timestamp) {
    clock.of(EventFields.TIMESTAMP, OptionalDouble.of(timestamp));
  }

  /**
   * Of a vector; what is not told of the event is as of a stranger.
   *
   * <p>Fails with {@code CONFLICT} naming both models if the vector is of another one than is
   * loaded, {@code INVALID} if it has another dimension.
   *
   * @throws FaceSearchException {@code INVALID} if it is too far in the future
   */
  public CompletionStage<Received> told(Told told) {
    requireTime(told.timestamp());
    GroupModel loaded = model.get();
    String made = told.model().orElse(loaded.id());
    if (!made.equals(loaded.id())) {
      throw new FaceSearchException(
          Reason.CONFLICT,
          "the vector is of model " + made + ", this node makes vectors of model " + loaded.id());
    }
    if (told.vector().length != loaded.dimension()) {
      throw FaceSearchException.invalid(
          EventFields.VECTOR
              + " must have "
              + loaded.dimension()
              + " numbers and has "
              + told.vector().length);
    }
    FaceEvent blank =
        new FaceEvent(
            told.id().orElseGet(ids::next),
            told.timestamp(),
            known(told.told()),
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            "",
            "",
            made,
            told.vector());
    return received(blank, told.told());
  }

  /** Of whom nothing else may be told. */
  private static Identity known(Map<String, Object> told) {
    return told.get(EventFields.IDENTITY_ID) instanceof String id && !id.isEmpty()
        ? new Identity(id, id, Map.of(), Identity.EMPLOYEE)
        : Identity.STRANGER;
  }

  /** What is told of these has been read already. */
  private static boolean isOwn(String field) {
    return switch (field) {
      case EventFields.ID,
          EventFields.TIMESTAMP,
          EventFields.DATE,
          EventFields.MODEL,
          EventFields.VECTOR ->
          true;
      default -> false;
    };
  }

  /** Finds the place first: not every time has one. */
  private CompletionStage<Received> received(FaceEvent event, Map<String, Object> told) {
    return places
        .open(event.model(), event.vector().length, event.timestamp())
        .thenApply(index -> new Received(index, event.id(), fields(event, told)));
  }

  private static Map<String, Object> fields(FaceEvent event, Map<String, Object> told) {
    Map<String, Object> fields = EventFields.of(event);
    told.forEach(
        (name, value) -> {
          if (value != null && !isOwn(name)) {
            fields.replace(name, value);
          }
        });
    return fields;
  }
}

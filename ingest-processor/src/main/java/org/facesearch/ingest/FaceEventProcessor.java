package org.facesearch.ingest;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.usecase.PlacedPicture;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.event.ReceiveEvent;
import org.facesearch.models.usecase.event.ReceiveEvent.Received;
import org.facesearch.models.usecase.event.ReceiveEvent.Told;
import org.facesearch.models.usecase.event.Sighting;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.Processor;

/**
 * Makes an event of a document: of its picture, or of a vector that it has already; and sends it to
 * the index of its day. What else the document holds stays in it.
 *
 * <pre>{@code
 * {"face_event": {"field": "picture"}}
 * }</pre>
 */
public final class FaceEventProcessor extends QueuedProcessor {

  public static final String TYPE = "face_event";

  private final FaceEventOptions options;
  private final Supplier<ReceiveEvent> receive;
  private final InstantSource clock;

  FaceEventProcessor(
      String tag,
      String description,
      FaceEventOptions options,
      Supplier<ReceiveEvent> receive,
      InstantSource clock,
      DocumentQueue queue) {
    super(tag, description, queue);
    this.options = options;
    this.receive = receive;
    this.clock = clock;
  }

  /**
   * Makes processors for the pipelines of a node.
   *
   * @param receive the use case; asked for documents alone, since OpenSearch wants the factories
   *     before there is anything to make a use case of
   * @param clock tells the time of documents that tell none
   */
  public record Factory(Supplier<ReceiveEvent> receive, InstantSource clock, DocumentQueue queue)
      implements Processor.Factory {

    @Override
    public FaceEventProcessor create(
        Map<String, Processor.Factory> others,
        String tag,
        String description,
        Map<String, Object> config) {
      return new FaceEventProcessor(
          tag, description, FaceEventOptions.read(tag, config), receive, clock, queue);
    }
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  Optional<Supplier<CompletionStage<?>>> workOn(IngestDocument document) {
    EventSource source = new EventSource(document, clock);
    Optional<PlacedPicture> picture = PictureField.single(document, options.field());
    OptionalDouble left = source.left();
    if (picture.isPresent()) {
      Sighting sighting = source.sighting();
      ProbePicture seen = new ProbePicture(picture.get().place(), picture.get().source());
      return Optional.of(
          () ->
              receive.get().seen(seen, sighting).thenAccept(event -> write(document, event, left)));
    }
    Told told =
        source
            .told()
            .orElseThrow(
                () ->
                    FaceSearchException.invalid(
                        PictureField.named(options.field())
                            + ": there is no picture, and no "
                            + EventFields.VECTOR
                            + " either"));
    return Optional.of(
        () -> receive.get().told(told).thenAccept(event -> write(document, event, left)));
  }

  /** The processors after this one may want to change it, and can copy no arrays. */
  private static Object changeable(Object value) {
    return value instanceof float[] vector ? EmbeddingFields.vector(vector) : Storable.of(value);
  }

  /** The picture goes first, so that it is never what has just been written. */
  private void write(IngestDocument document, Received event, OptionalDouble left) {
    if (document.hasField(options.field())) {
      document.removeField(options.field());
    }
    if (document.hasField(EventSource.CAMERA)) {
      document.removeField(EventSource.CAMERA);
    }
    Map<String, Object> fields = document.getSourceAndMetadata();
    event.fields().forEach((name, value) -> fields.put(name, changeable(value)));
    left.ifPresent(time -> fields.put(EventFields.OUT_TIMESTAMP, time));
    fields.put(IngestDocument.Metadata.INDEX.getFieldName(), event.index());
    fields.put(IngestDocument.Metadata.ID.getFieldName(), event.id());
  }
}

package org.facesearch.ingest;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.opensearch.ingest.IngestDocument;

/**
 * What every processor of pictures does: read the field, have the pictures analysed, take them out
 * of the document and write what was found. What is found, and how it is written, a subclass knows.
 *
 * @param <R> what a use case makes of the pictures of one document
 */
abstract class PictureProcessor<R> extends QueuedProcessor {

  private final PictureOptions options;

  PictureProcessor(String tag, String description, PictureOptions options, DocumentQueue queue) {
    super(tag, description, queue);
    this.options = options;
  }

  /** Starts the analysis. */
  abstract CompletionStage<R> embed(PictureField source);

  /**
   * Refuses what the options do not allow, before anything is done.
   *
   * @throws FaceSearchException {@code INVALID}
   */
  void checkPictures(PictureField source) {}

  /**
   * Refuses a result that the options do not allow, before anything is changed.
   *
   * @throws FaceSearchException {@code INVALID}
   */
  void checkResult(R result) {}

  /** Writes the result; the source is gone by then, if it is to go. */
  abstract void write(IngestDocument document, PictureField source, R result);

  /** An error of this processor's field. */
  final FaceSearchException invalid(String what) {
    return FaceSearchException.invalid(PictureField.named(options.field()) + ": " + what);
  }

  @Override
  final Optional<Supplier<CompletionStage<?>>> workOn(IngestDocument document) {
    return source(document).map(source -> () -> analyze(document, source));
  }

  private Optional<PictureField> source(IngestDocument document) {
    Optional<PictureField> source = PictureField.read(document, options.field());
    if (source.isEmpty() && !options.ignoreMissing()) {
      throw invalid("there is no picture");
    }
    source.ifPresent(this::checkPictures);
    return source;
  }

  private CompletionStage<Void> analyze(IngestDocument document, PictureField source) {
    return embed(source).thenAccept(result -> finish(document, source, result));
  }

  /** The source goes first, so that it is never what has just been written. */
  private void finish(IngestDocument document, PictureField source, R result) {
    checkResult(result);
    if (options.removeSource()) {
      document.removeField(options.field());
    }
    write(document, source, result);
  }
}

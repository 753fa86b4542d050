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

  private static final String VECTOR = ".vector";
  private static final String INDEX = "_index";

  private final PictureOptions options;
  private final TargetModels targets;

  PictureProcessor(
      String tag,
      String description,
      PictureOptions options,
      DocumentQueue queue,
      TargetModels targets) {
    super(tag, description, queue);
    this.options = options;
    this.targets = targets;
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

  /** The id of the model that made the vectors of a result; empty where there are none. */
  abstract Optional<String> model(R result);

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
    model(result).ifPresent(model -> requireTarget(document, model));
    if (options.removeSource()) {
      document.removeField(options.field());
    }
    write(document, source, result);
  }

  /** Vectors of two models in one field would be compared. */
  private void requireTarget(IngestDocument document, String model) {
    String index = document.getFieldValue(INDEX, String.class, true);
    String field = options.targetField() + VECTOR;
    Optional<String> other =
        index == null
            ? Optional.empty()
            : targets.of(index, field).filter(there -> !there.equals(model));
    if (other.isPresent()) {
      throw FaceSearchException.otherModel(
              "[" + field + "] of index [" + index + "] holds vectors", other.get(), model)
          .at(PictureField.named(options.field()));
    }
  }
}

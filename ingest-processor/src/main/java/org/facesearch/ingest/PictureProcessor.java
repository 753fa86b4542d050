package org.facesearch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;
import org.opensearch.ingest.AbstractProcessor;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.IngestDocumentWrapper;

/**
 * What every processor of pictures does: read the field, wait in the queue of the node, have the
 * pictures analysed, take them out of the document and write what was found. What is found, and how
 * it is written, a subclass knows.
 *
 * @param <R> what a use case makes of the pictures of one document
 */
abstract class PictureProcessor<R> extends AbstractProcessor {

  private final PictureOptions options;
  private final DocumentQueue queue;

  PictureProcessor(String tag, String description, PictureOptions options, DocumentQueue queue) {
    super(tag, description);
    this.options = options;
    this.queue = queue;
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

  /** Would have to wait for the result; OpenSearch calls the method with a handler. */
  @Override
  public final IngestDocument execute(IngestDocument document) {
    throw new UnsupportedOperationException(getType() + " runs asynchronously only");
  }

  @Override
  public final void execute(
      IngestDocument document, BiConsumer<IngestDocument, Exception> handler) {
    List<Supplier<CompletionStage<?>>> work = new ArrayList<>(1);
    List<Consumer<Exception>> failures = new ArrayList<>(1);
    prepare(document, handler, work, failures);
    enqueue(work, failures);
  }

  /** All documents of a {@code _bulk} for one index at once: they are queued or refused as one. */
  @Override
  public final void batchExecute(
      List<IngestDocumentWrapper> documents, Consumer<List<IngestDocumentWrapper>> handler) {
    if (documents.isEmpty()) {
      handler.accept(List.of());
      return;
    }
    AtomicReferenceArray<IngestDocumentWrapper> results =
        new AtomicReferenceArray<>(documents.size());
    AtomicInteger left = new AtomicInteger(documents.size());
    List<Supplier<CompletionStage<?>>> work = new ArrayList<>(documents.size());
    List<Consumer<Exception>> failures = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      int position = i;
      IngestDocumentWrapper given = documents.get(i);
      prepare(
          given.getIngestDocument(),
          (result, error) -> {
            results.set(
                position,
                new IngestDocumentWrapper(given.getSlot(), given.getChildSlot(), result, error));
            if (left.decrementAndGet() == 0) {
              handler.accept(listed(results));
            }
          },
          work,
          failures);
    }
    enqueue(work, failures);
  }

  private static List<IngestDocumentWrapper> listed(
      AtomicReferenceArray<IngestDocumentWrapper> results) {
    List<IngestDocumentWrapper> list = new ArrayList<>(results.length());
    for (int i = 0; i < results.length(); i++) {
      list.add(results.get(i));
    }
    return list;
  }

  /**
   * Answers at once for a document that has no picture or no good one, and otherwise notes what is
   * to be done.
   */
  private void prepare(
      IngestDocument document,
      BiConsumer<IngestDocument, Exception> handler,
      List<Supplier<CompletionStage<?>>> work,
      List<Consumer<Exception>> failures) {
    Optional<PictureField> source;
    try {
      source = source(document);
    } catch (RuntimeException e) {
      handler.accept(null, Failures.translated(e));
      return;
    }
    if (source.isEmpty()) {
      handler.accept(document, null);
      return;
    }
    work.add(() -> analyze(document, source.get(), handler));
    failures.add(error -> handler.accept(null, error));
  }

  private void enqueue(
      List<Supplier<CompletionStage<?>>> work, List<Consumer<Exception>> failures) {
    if (work.isEmpty()) {
      return;
    }
    try {
      queue.add(work);
    } catch (OpenSearchRejectedExecutionException e) {
      failures.forEach(failure -> failure.accept(e));
    }
  }

  private Optional<PictureField> source(IngestDocument document) {
    Optional<PictureField> source = PictureField.read(document, options.field());
    if (source.isEmpty() && !options.ignoreMissing()) {
      throw invalid("there is no picture");
    }
    source.ifPresent(this::checkPictures);
    return source;
  }

  private CompletionStage<?> analyze(
      IngestDocument document, PictureField source, BiConsumer<IngestDocument, Exception> handler) {
    return CompletableFuture.completedFuture(source)
        .thenCompose(this::embed)
        .thenAccept(result -> finish(document, source, result))
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                handler.accept(document, null);
              } else {
                handler.accept(null, Failures.translated(error));
              }
            });
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

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
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;
import org.opensearch.ingest.AbstractProcessor;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.IngestDocumentWrapper;

/**
 * A processor whose work on a document takes time, and waits in the queue of the node for its turn.
 * What the work is, a subclass knows.
 */
abstract class QueuedProcessor extends AbstractProcessor {

  private final DocumentQueue queue;

  QueuedProcessor(String tag, String description, DocumentQueue queue) {
    super(tag, description);
    this.queue = queue;
  }

  /**
   * Reads a document, and gives what is to be done with it, which changes it at the end; empty for
   * one that stays as it is.
   *
   * @throws org.facesearch.models.FaceSearchException {@code INVALID}, naming the field, if it
   *     cannot be worked on
   */
  abstract Optional<Supplier<CompletionStage<?>>> workOn(IngestDocument document);

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
   * Answers at once for a document that is not to be worked on, or cannot be, and otherwise notes
   * what is to be done.
   */
  private void prepare(
      IngestDocument document,
      BiConsumer<IngestDocument, Exception> handler,
      List<Supplier<CompletionStage<?>>> work,
      List<Consumer<Exception>> failures) {
    Optional<Supplier<CompletionStage<?>>> todo;
    try {
      todo = workOn(document);
    } catch (RuntimeException e) {
      handler.accept(null, Failures.translated(e));
      return;
    }
    if (todo.isEmpty()) {
      handler.accept(document, null);
      return;
    }
    work.add(() -> done(document, todo.get(), handler));
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

  private static CompletionStage<?> done(
      IngestDocument document,
      Supplier<CompletionStage<?>> work,
      BiConsumer<IngestDocument, Exception> handler) {
    return CompletableFuture.<Void>completedFuture(null)
        .thenCompose(start -> work.get())
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                handler.accept(document, null);
              } else {
                handler.accept(null, Failures.translated(error));
              }
            });
  }
}

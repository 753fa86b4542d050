package org.facesearch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.usecase.EmbedFaces;
import org.facesearch.models.usecase.EmbedFaces.Faces;
import org.facesearch.models.usecase.EmbedFaces.MinQuality;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;
import org.opensearch.ingest.AbstractProcessor;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.IngestDocumentWrapper;
import org.opensearch.ingest.Processor;

/**
 * Writes the faces of a document's picture into the document.
 *
 * <pre>{@code
 * {"face_embedding": {"field": "photo", "target_field": "face", "faces": "largest"}}
 * }</pre>
 */
public final class FaceEmbeddingProcessor extends AbstractProcessor {

  public static final String TYPE = "face_embedding";

  private final FaceEmbeddingOptions options;
  private final Function<EmbedFaces.Request, CompletionStage<EmbedFaces.Result>> embedding;
  private final DocumentQueue queue;

  FaceEmbeddingProcessor(
      String tag,
      String description,
      FaceEmbeddingOptions options,
      Function<EmbedFaces.Request, CompletionStage<EmbedFaces.Result>> embedding,
      DocumentQueue queue) {
    super(tag, description);
    this.options = options;
    this.embedding = embedding;
    this.queue = queue;
  }

  /**
   * Makes processors for the pipelines of a node.
   *
   * @param embedding the use case; called for documents alone, since OpenSearch wants the factories
   *     before there is anything to make a use case of
   */
  public record Factory(
      Function<EmbedFaces.Request, CompletionStage<EmbedFaces.Result>> embedding,
      DocumentQueue queue)
      implements Processor.Factory {

    @Override
    public FaceEmbeddingProcessor create(
        Map<String, Processor.Factory> others,
        String tag,
        String description,
        Map<String, Object> config) {
      return new FaceEmbeddingProcessor(
          tag, description, FaceEmbeddingOptions.read(tag, config), embedding, queue);
    }
  }

  @Override
  public String getType() {
    return TYPE;
  }

  /** Would have to wait for the result; OpenSearch calls the method with a handler. */
  @Override
  public IngestDocument execute(IngestDocument document) {
    throw new UnsupportedOperationException(TYPE + " runs asynchronously only");
  }

  @Override
  public void execute(IngestDocument document, BiConsumer<IngestDocument, Exception> handler) {
    List<Supplier<CompletionStage<?>>> work = new ArrayList<>(1);
    List<Consumer<Exception>> failures = new ArrayList<>(1);
    prepare(document, handler, work, failures);
    enqueue(work, failures);
  }

  /** All documents of a {@code _bulk} for one index at once: they are queued or refused as one. */
  @Override
  public void batchExecute(
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
    work.add(() -> embed(document, source.get(), handler));
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
      throw FaceSearchException.invalid(named("there is no picture"));
    }
    if (options.faces() == Faces.LARGEST
        && source.isPresent()
        && source.get().pictures().size() > 1) {
      throw FaceSearchException.invalid(named("several pictures need [faces] to be [all]"));
    }
    return source;
  }

  private CompletionStage<?> embed(
      IngestDocument document, PictureField source, BiConsumer<IngestDocument, Exception> handler) {
    EmbedFaces.Request request =
        new EmbedFaces.Request(source.pictures(), options.faces(), options.minQuality());
    return CompletableFuture.completedFuture(request)
        .thenCompose(embedding)
        .thenAccept(result -> write(document, source, result))
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
  private void write(IngestDocument document, PictureField source, EmbedFaces.Result result) {
    List<Map<String, Object>> faces = new ArrayList<>(result.faces().size());
    for (EmbedFaces.Found face : result.faces()) {
      faces.add(FaceFields.of(face, result.model(), source.list()));
    }
    if (faces.isEmpty() && options.failWithoutFace()) {
      throw FaceSearchException.invalid(
          named(
              options.minQuality() == MinQuality.ANY || result.count() == 0
                  ? "no face found in image"
                  : "no face of good quality found in image"));
    }
    if (options.removeSource()) {
      document.removeField(options.field());
    }
    if (!faces.isEmpty()) {
      document.setFieldValue(
          options.targetField(), options.faces() == Faces.ALL ? faces : faces.getFirst());
    } else if (document.hasField(options.targetField())) {
      // What an earlier picture left.
      document.removeField(options.targetField());
    }
    document.setFieldValue(options.countField(), result.count());
  }

  private String named(String what) {
    return "field [" + options.field() + "]: " + what;
  }
}

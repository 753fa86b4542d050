package org.facesearch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.facesearch.models.usecase.EmbedFaces;
import org.facesearch.models.usecase.EmbedFaces.Faces;
import org.facesearch.models.usecase.EmbedFaces.MinQuality;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.Processor;

/**
 * Writes the faces of a document's picture into the document.
 *
 * <pre>{@code
 * {"face_embedding": {"field": "photo", "target_field": "face", "faces": "largest"}}
 * }</pre>
 */
public final class FaceEmbeddingProcessor extends PictureProcessor<EmbedFaces.Result> {

  public static final String TYPE = "face_embedding";

  private final FaceEmbeddingOptions options;
  private final Function<EmbedFaces.Request, CompletionStage<EmbedFaces.Result>> embedding;

  FaceEmbeddingProcessor(
      String tag,
      String description,
      FaceEmbeddingOptions options,
      Function<EmbedFaces.Request, CompletionStage<EmbedFaces.Result>> embedding,
      DocumentQueue queue,
      TargetModels targets) {
    super(tag, description, options.picture(), queue, targets);
    this.options = options;
    this.embedding = embedding;
  }

  /**
   * Makes processors for the pipelines of a node.
   *
   * @param embedding the use case; called for documents alone, since OpenSearch wants the factories
   *     before there is anything to make a use case of
   * @param targets likewise
   */
  public record Factory(
      Function<EmbedFaces.Request, CompletionStage<EmbedFaces.Result>> embedding,
      DocumentQueue queue,
      TargetModels targets)
      implements Processor.Factory {

    @Override
    public FaceEmbeddingProcessor create(
        Map<String, Processor.Factory> others,
        String tag,
        String description,
        Map<String, Object> config) {
      return new FaceEmbeddingProcessor(
          tag, description, FaceEmbeddingOptions.read(tag, config), embedding, queue, targets);
    }
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  void checkPictures(PictureField source) {
    if (options.faces() == Faces.LARGEST && source.pictures().size() > 1) {
      throw invalid("several pictures need [faces] to be [all]");
    }
  }

  @Override
  CompletionStage<EmbedFaces.Result> embed(PictureField source) {
    return embedding.apply(
        new EmbedFaces.Request(
            source.pictures(), options.faces(), options.minQuality(), options.attributes()));
  }

  @Override
  void checkResult(EmbedFaces.Result result) {
    if (result.faces().isEmpty() && options.failWithoutFace()) {
      throw invalid(
          options.minQuality() == MinQuality.ANY || result.count() == 0
              ? "no face found in image"
              : "no face of good quality found in image");
    }
  }

  @Override
  Optional<String> model(EmbedFaces.Result result) {
    return result.faces().isEmpty() ? Optional.empty() : Optional.of(result.model());
  }

  @Override
  void write(IngestDocument document, PictureField source, EmbedFaces.Result result) {
    List<Map<String, Object>> faces = new ArrayList<>(result.faces().size());
    for (EmbedFaces.Found face : result.faces()) {
      faces.add(EmbeddingFields.of(face, result.model(), source.list()));
    }
    String target = options.picture().targetField();
    if (!faces.isEmpty()) {
      document.setFieldValue(target, options.faces() == Faces.ALL ? faces : faces.getFirst());
    } else if (document.hasField(target)) {
      // What an earlier picture left.
      document.removeField(target);
    }
    document.setFieldValue(options.countField(), result.count());
  }
}

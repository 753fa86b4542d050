package org.facesearch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.PlacedPicture;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.Processor;

/**
 * Writes the vector of a document's picture, as a whole, into the document: one object for one
 * picture, a list of objects for a list.
 *
 * <pre>{@code
 * {"image_embedding": {"field": "photo", "target_field": "image"}}
 * }</pre>
 */
public final class ImageEmbeddingProcessor extends PictureProcessor<List<AnalyzeImage.Embedded>> {

  public static final String TYPE = "image_embedding";

  private final PictureOptions options;
  private final Function<List<PlacedPicture>, CompletionStage<List<AnalyzeImage.Embedded>>>
      embedding;

  ImageEmbeddingProcessor(
      String tag,
      String description,
      PictureOptions options,
      Function<List<PlacedPicture>, CompletionStage<List<AnalyzeImage.Embedded>>> embedding,
      DocumentQueue queue,
      TargetModels targets) {
    super(tag, description, options, queue, targets);
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
      Function<List<PlacedPicture>, CompletionStage<List<AnalyzeImage.Embedded>>> embedding,
      DocumentQueue queue,
      TargetModels targets)
      implements Processor.Factory {

    @Override
    public ImageEmbeddingProcessor create(
        Map<String, Processor.Factory> others,
        String tag,
        String description,
        Map<String, Object> config) {
      return new ImageEmbeddingProcessor(
          tag,
          description,
          PictureOptions.read(TYPE, tag, config, "image"),
          embedding,
          queue,
          targets);
    }
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  CompletionStage<List<AnalyzeImage.Embedded>> embed(PictureField source) {
    return embedding.apply(source.pictures());
  }

  @Override
  Optional<String> model(List<AnalyzeImage.Embedded> result) {
    return result.stream().map(AnalyzeImage.Embedded::model).findFirst();
  }

  @Override
  void write(IngestDocument document, PictureField source, List<AnalyzeImage.Embedded> result) {
    List<Map<String, Object>> pictures = new ArrayList<>(result.size());
    for (int i = 0; i < result.size(); i++) {
      pictures.add(EmbeddingFields.of(result.get(i), i, source.list()));
    }
    document.setFieldValue(options.targetField(), source.list() ? pictures : pictures.getFirst());
  }
}

package org.facesearch.plugin.mapper;

import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.facesearch.models.score.Calibration;
import org.facesearch.plugin.codec.HnswField;
import org.facesearch.plugin.codec.HnswParameters;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.SourceValueFetcher;
import org.opensearch.index.mapper.TextSearchInfo;
import org.opensearch.index.mapper.ValueFetcher;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.search.lookup.SearchLookup;

/** What queries and the codec may ask of a {@code visual_vector}. It has no terms and no values. */
public final class VisualVectorFieldType extends MappedFieldType implements HnswField {
  private final VectorModel model;
  private final HnswParameters hnsw;
  private final VectorModels models;

  VisualVectorFieldType(
      String name,
      VectorModel model,
      HnswParameters hnsw,
      VectorModels models,
      Map<String, String> meta) {
    super(name, true, false, false, TextSearchInfo.NONE, meta);
    this.model = model;
    this.hnsw = hnsw;
    this.models = models;
  }

  /** The model whose vectors these are. */
  public VectorModel model() {
    return model;
  }

  /** What the cosines of this field's vectors mean, where this node knows it. */
  public Optional<Calibration> calibration() {
    return models.calibration(model.id());
  }

  /** The models of this node. */
  VectorModels models() {
    return models;
  }

  @Override
  public HnswParameters hnsw() {
    return hnsw;
  }

  /**
   * Refuses a vector of another dimension.
   *
   * @throws IllegalArgumentException naming the field, if the vector is not one of the model's
   */
  public void requireDimension(int dimension) {
    if (dimension != model.dimension()) {
      throw new IllegalArgumentException(
          "field ["
              + name()
              + "] holds vectors of dimension "
              + model.dimension()
              + " (model ["
              + model.id()
              + "]), not of "
              + dimension);
    }
  }

  @Override
  public String typeName() {
    return VisualVectorFieldMapper.CONTENT_TYPE;
  }

  @Override
  public ValueFetcher valueFetcher(
      QueryShardContext context, SearchLookup searchLookup, String format) {
    return SourceValueFetcher.identity(name(), context, format);
  }

  @Override
  public Query existsQuery(QueryShardContext context) {
    return new FieldExistsQuery(name());
  }

  /**
   * A vector has no terms.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  public Query termQuery(Object value, QueryShardContext context) {
    throw new IllegalArgumentException(
        "Field ["
            + name()
            + "] of type ["
            + typeName()
            + "] does not support term queries, only [visual_knn] and [exists]");
  }
}

package org.facesearch.plugin.exact;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.facesearch.plugin.mapper.UnitVector;
import org.facesearch.plugin.mapper.VisualVectorFieldType;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.plugins.SearchPlugin.QuerySpec;

/**
 * Asks for the documents whose vector has at least a cosine with another one; all of them are
 * compared. A shard whose vectors are of another model has none: whoever asks has to see to it that
 * this is meant.
 */
public final class CosineAtLeastQueryBuilder
    extends AbstractQueryBuilder<CosineAtLeastQueryBuilder> {

  private static final WireFormat FORMAT = new WireFormat("a query for a least cosine", 1);

  public static final String NAME = "face_search_cosine_at_least";

  private final String field;
  private final String model;
  private final float[] vector;
  private final float minCosine;

  /**
   * Asks.
   *
   * @param field a {@code visual_vector}
   * @param model id of what made the vector
   * @param vector of any length but zero; not copied
   */
  public CosineAtLeastQueryBuilder(String field, String model, float[] vector, float minCosine) {
    this.field = Objects.requireNonNull(field, "field");
    this.model = Objects.requireNonNull(model, "model");
    this.vector = Objects.requireNonNull(vector, "vector");
    this.minCosine = minCosine;
  }

  private CosineAtLeastQueryBuilder(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    this.field = in.readString();
    this.model = in.readString();
    this.vector = in.readFloatArray();
    this.minCosine = in.readFloat();
  }

  /** For {@code SearchPlugin.getQueries}. */
  public static QuerySpec<CosineAtLeastQueryBuilder> spec() {
    return new QuerySpec<>(
        NAME,
        CosineAtLeastQueryBuilder::new,
        parser -> {
          throw new IllegalArgumentException("[" + NAME + "] has no form in JSON");
        });
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeString(field);
    out.writeString(model);
    out.writeFloatArray(vector);
    out.writeFloat(minCosine);
  }

  @Override
  protected void doXContent(XContentBuilder builder, Params params) throws IOException {
    // For logs, to which hundreds of numbers would be of no use.
    builder.startObject(NAME);
    builder.field("field", field);
    builder.field("model", model);
    builder.field("min_cosine", minCosine);
    printBoostAndQueryName(builder);
    builder.endObject();
  }

  @Override
  protected Query doToQuery(QueryShardContext shard) {
    MappedFieldType mapped = shard.fieldMapper(field);
    if (mapped == null
        || !(mapped.unwrap() instanceof VisualVectorFieldType type)
        || !type.model().id().equals(model)) {
      return new MatchNoDocsQuery("no vectors of model " + model);
    }
    type.requireDimension(vector.length);
    return new CosineAtLeastQuery(field, UnitVector.of(field, vector), minCosine);
  }

  @Override
  protected boolean doEquals(CosineAtLeastQueryBuilder other) {
    return field.equals(other.field)
        && model.equals(other.model)
        && Arrays.equals(vector, other.vector)
        && minCosine == other.minCosine;
  }

  @Override
  protected int doHashCode() {
    return Objects.hash(field, model, Arrays.hashCode(vector), minCosine);
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }
}

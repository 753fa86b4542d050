package org.facesearch.plugin.exact;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.facesearch.plugin.aggregation.InnerAggregationBuilder;
import org.facesearch.plugin.mapper.UnitVector;
import org.facesearch.plugin.mapper.VisualVectorFieldType;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.QueryShardException;
import org.opensearch.plugins.SearchPlugin.AggregationSpec;
import org.opensearch.search.aggregations.AggregationBuilder;
import org.opensearch.search.aggregations.Aggregator;
import org.opensearch.search.aggregations.AggregatorFactories;
import org.opensearch.search.internal.SearchContext;

/** Asks for the documents nearest to each of some probes, among all that the query matches. */
public final class NearestAggregationBuilder
    extends InnerAggregationBuilder<NearestAggregationBuilder> {

  private static final WireFormat FORMAT = new WireFormat("a wish for the nearest faces", 1);

  public static final String NAME = "face_search_nearest";

  private final String field;
  private final String idField;
  private final float[][] probes;
  private final int limit;
  private final float minCosine;

  /**
   * Asks for whole vectors, compared at full precision whatever the field's encoding.
   *
   * @param field a {@code visual_vector}
   * @param idField a keyword that tells the documents apart, and decides between equal ones
   * @param probes of the field's dimension and any length but zero; not copied
   * @param limit most documents a probe, at least 1
   * @param minCosine those below it are left out
   */
  public NearestAggregationBuilder(
      String name, String field, String idField, float[][] probes, int limit, float minCosine) {
    super(name);
    this.field = Objects.requireNonNull(field, "field");
    this.idField = Objects.requireNonNull(idField, "idField");
    this.probes = probes;
    this.limit = limit;
    this.minCosine = minCosine;
    if (probes.length == 0 || limit < 1) {
      throw new IllegalArgumentException("[" + NAME + "] needs a probe and a limit above 0");
    }
  }

  private NearestAggregationBuilder(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    this.field = in.readString();
    this.idField = in.readString();
    this.probes = in.readArray(StreamInput::readFloatArray, float[][]::new);
    this.limit = in.readVInt();
    this.minCosine = in.readFloat();
  }

  private NearestAggregationBuilder(
      NearestAggregationBuilder other,
      AggregatorFactories.Builder factories,
      Map<String, Object> metadata) {
    super(other, factories, metadata);
    this.field = other.field;
    this.idField = other.idField;
    this.probes = other.probes;
    this.limit = other.limit;
    this.minCosine = other.minCosine;
  }

  /** For {@code SearchPlugin.getAggregations}. */
  public static AggregationSpec spec() {
    return spec(NAME, NearestAggregationBuilder::new, NearestFound::new);
  }

  String field() {
    return field;
  }

  String idField() {
    return idField;
  }

  int limit() {
    return limit;
  }

  float minCosine() {
    return minCosine;
  }

  /** The probes at unit length. */
  float[][] probes() {
    return Arrays.stream(probes)
        .map(probe -> UnitVector.of(field, probe).toArray())
        .toArray(float[][]::new);
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeString(field);
    out.writeString(idField);
    out.writeArray(StreamOutput::writeFloatArray, probes);
    out.writeVInt(limit);
    out.writeFloat(minCosine);
  }

  @Override
  protected void check(QueryShardContext shard) {
    MappedFieldType mapped = shard.fieldMapper(field);
    if (mapped == null || !(mapped.unwrap() instanceof VisualVectorFieldType type)) {
      throw new QueryShardException(shard, "field [" + field + "] holds no vectors");
    }
    for (float[] probe : probes) {
      type.requireDimension(probe.length);
    }
  }

  @Override
  protected Aggregator aggregator(
      SearchContext context, Aggregator parent, Map<String, Object> given) throws IOException {
    return new NearestAggregator(this, context, parent, given);
  }

  @Override
  protected XContentBuilder internalXContent(XContentBuilder builder, Params params)
      throws IOException {
    // Half a megabyte of numbers would be of no use to a log.
    return builder
        .startObject()
        .field("field", field)
        .field("probes", probes.length)
        .field("limit", limit)
        .field("min_cosine", minCosine)
        .endObject();
  }

  @Override
  protected AggregationBuilder shallowCopy(
      AggregatorFactories.Builder factories, Map<String, Object> given) {
    return new NearestAggregationBuilder(this, factories, given);
  }

  @Override
  public String getType() {
    return NAME;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && field.equals(((NearestAggregationBuilder) other).field)
        && idField.equals(((NearestAggregationBuilder) other).idField)
        && Arrays.deepEquals(probes, ((NearestAggregationBuilder) other).probes)
        && limit == ((NearestAggregationBuilder) other).limit
        && minCosine == ((NearestAggregationBuilder) other).minCosine;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(), field, idField, Arrays.deepHashCode(probes), limit, minCosine);
  }
}

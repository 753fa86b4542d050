package org.facesearch.plugin.aggregation;

import java.io.IOException;
import java.util.Map;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.Writeable;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.plugins.SearchPlugin.AggregationSpec;
import org.opensearch.search.aggregations.AbstractAggregationBuilder;
import org.opensearch.search.aggregations.Aggregator;
import org.opensearch.search.aggregations.AggregatorFactories;
import org.opensearch.search.aggregations.AggregatorFactory;
import org.opensearch.search.aggregations.CardinalityUpperBound;
import org.opensearch.search.aggregations.InternalAggregation;
import org.opensearch.search.internal.SearchContext;

/** An aggregation that only the plugin itself asks for. */
public abstract class InnerAggregationBuilder<B extends InnerAggregationBuilder<B>>
    extends AbstractAggregationBuilder<B> {

  protected InnerAggregationBuilder(String name) {
    super(name);
  }

  protected InnerAggregationBuilder(StreamInput in) throws IOException {
    super(in);
  }

  protected InnerAggregationBuilder(
      B other, AggregatorFactories.Builder factories, Map<String, Object> metadata) {
    super(other, factories, metadata);
  }

  /** For {@code SearchPlugin.getAggregations}. */
  protected static <B extends InnerAggregationBuilder<B>> AggregationSpec spec(
      String type,
      Writeable.Reader<B> builder,
      Writeable.Reader<? extends InternalAggregation> result) {
    return new AggregationSpec(
            type,
            builder,
            (XContentParser parser, String name) -> {
              throw new IllegalArgumentException("[" + type + "] has no form in JSON");
            })
        .addResultReader(result);
  }

  /** Refuses what a shard cannot answer. */
  protected void check(QueryShardContext shard) {}

  /** What collects on a shard. */
  protected abstract Aggregator aggregator(
      SearchContext context, Aggregator parent, Map<String, Object> metadata) throws IOException;

  /** Whether several threads may collect on parts of a shard. */
  protected boolean inParts() {
    return false;
  }

  @Override
  protected final AggregatorFactory doBuild(
      QueryShardContext shard, AggregatorFactory parent, AggregatorFactories.Builder below)
      throws IOException {
    check(shard);
    return new AggregatorFactory(name, shard, parent, below, metadata) {
      @Override
      protected Aggregator createInternal(
          SearchContext context,
          Aggregator above,
          CardinalityUpperBound cardinality,
          Map<String, Object> given)
          throws IOException {
        return aggregator(context, above, given);
      }

      @Override
      protected boolean supportsConcurrentSegmentSearch() {
        return inParts();
      }
    };
  }

  @Override
  public final BucketCardinality bucketCardinality() {
    return BucketCardinality.NONE;
  }
}

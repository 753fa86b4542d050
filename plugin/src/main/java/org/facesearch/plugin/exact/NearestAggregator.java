package org.facesearch.plugin.exact;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.opensearch.search.aggregations.Aggregator;
import org.opensearch.search.aggregations.InternalAggregation;
import org.opensearch.search.aggregations.LeafBucketCollector;
import org.opensearch.search.aggregations.metrics.MetricsAggregator;
import org.opensearch.search.internal.SearchContext;

/** One pass over a shard. A document without vector or id is passed over. */
final class NearestAggregator extends MetricsAggregator {

  private final NearestAggregationBuilder asked;
  private final float[][] probes;
  private final Nearest[] nearest;

  NearestAggregator(
      NearestAggregationBuilder asked,
      SearchContext context,
      Aggregator parent,
      Map<String, Object> metadata)
      throws IOException {
    super(asked.getName(), context, parent, metadata);
    this.asked = asked;
    this.probes = asked.probes();
    this.nearest = new Nearest[probes.length];
    Arrays.setAll(nearest, i -> new Nearest(asked.limit(), asked.minCosine()));
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  @Override
  protected LeafBucketCollector getLeafCollector(LeafReaderContext leaf, LeafBucketCollector sub)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(asked.field());
    if (vectors == null) {
      return LeafBucketCollector.NO_OP_COLLECTOR;
    }
    DocIndexIterator position = vectors.iterator();
    SortedSetDocValues ids = DocValues.getSortedSet(leaf.reader(), asked.idField());
    return new LeafBucketCollector() {
      @Override
      public void collect(int doc, long bucket) throws IOException {
        int at = position.docID() < doc ? position.advance(doc) : position.docID();
        if (at == doc) {
          compare(vectors.vectorValue(position.index()), doc, ids);
        }
      }
    };
  }

  private void compare(float[] vector, int doc, SortedSetDocValues ids) throws IOException {
    BytesRef id = null;
    for (int i = 0; i < probes.length; i++) {
      float cosine = VectorUtil.dotProduct(probes[i], vector);
      if (nearest[i].mayTake(cosine)) {
        if (id == null) {
          if (!ids.advanceExact(doc)) {
            return;
          }
          id = BytesRef.deepCopyOf(ids.lookupOrd(ids.nextOrd()));
        }
        nearest[i].take(cosine, id);
      }
    }
  }

  @Override
  public InternalAggregation buildAggregation(long bucket) {
    return new NearestFound(
        name, asked.limit(), Arrays.stream(nearest).map(Nearest::bestFirst).toList(), metadata());
  }

  @Override
  public InternalAggregation buildEmptyAggregation() {
    return new NearestFound(
        name, asked.limit(), Arrays.stream(probes).map(p -> noneFound()).toList(), metadata());
  }

  private static List<Found> noneFound() {
    return List.of();
  }
}

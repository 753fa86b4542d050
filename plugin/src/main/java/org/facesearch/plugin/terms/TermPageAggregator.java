package org.facesearch.plugin.terms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.opensearch.search.aggregations.Aggregator;
import org.opensearch.search.aggregations.InternalAggregation;
import org.opensearch.search.aggregations.LeafBucketCollector;
import org.opensearch.search.aggregations.metrics.MetricsAggregator;
import org.opensearch.search.internal.SearchContext;

/** Walks all segments of a shard at once, and reads nothing that the page does not tell of. */
final class TermPageAggregator extends MetricsAggregator {

  private final TermPageAggregationBuilder asked;
  private final List<LeafReader> segments = new ArrayList<>();

  TermPageAggregator(
      TermPageAggregationBuilder asked,
      SearchContext context,
      Aggregator parent,
      Map<String, Object> metadata)
      throws IOException {
    super(asked.getName(), context, parent, metadata);
    this.asked = asked;
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  @Override
  protected LeafBucketCollector getLeafCollector(LeafReaderContext leaf, LeafBucketCollector sub) {
    segments.add(leaf.reader());
    // Nothing is wanted of the documents that the query finds.
    throw new CollectionTerminatedException();
  }

  private List<TermCount> page() throws IOException {
    PriorityQueue<SegmentTerms> walks =
        new PriorityQueue<>(Comparator.comparing(SegmentTerms::term));
    for (LeafReader segment : segments) {
      addUnlessAtEnd(
          walks, new SegmentTerms(segment, asked.field(), asked.required(), asked.after()));
    }
    List<TermCount> page = new ArrayList<>();
    while (!walks.isEmpty() && page.size() < asked.size()) {
      BytesRef term = BytesRef.deepCopyOf(walks.element().term());
      long count = 0;
      while (!walks.isEmpty() && walks.element().term().equals(term)) {
        SegmentTerms walk = walks.remove();
        count += walk.count();
        walk.next();
        addUnlessAtEnd(walks, walk);
      }
      if (count > 0) {
        page.add(new TermCount(term, count));
      }
    }
    return page;
  }

  private static void addUnlessAtEnd(PriorityQueue<SegmentTerms> walks, SegmentTerms walk) {
    if (walk.term() != null) {
      walks.add(walk);
    }
  }

  @Override
  public InternalAggregation buildAggregation(long bucket) throws IOException {
    return new TermPage(name, asked.size(), page(), metadata());
  }

  @Override
  public InternalAggregation buildEmptyAggregation() {
    return new TermPage(name, asked.size(), List.of(), metadata());
  }
}

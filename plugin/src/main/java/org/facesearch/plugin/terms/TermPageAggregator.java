package org.facesearch.plugin.terms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.opensearch.search.aggregations.Aggregator;
import org.opensearch.search.aggregations.InternalAggregation;
import org.opensearch.search.aggregations.LeafBucketCollector;
import org.opensearch.search.aggregations.metrics.MetricsAggregator;
import org.opensearch.search.internal.SearchContext;

/**
 * Walks all segments of a shard at once, and reads nothing that the page does not tell of; unless
 * the query finds fewer documents than those that have the required field, as where access control
 * narrows it to those that the caller may see: then the documents that it finds are noted first.
 */
final class TermPageAggregator extends MetricsAggregator {

  private final TermPageAggregationBuilder asked;
  private final List<Segment> segments = new ArrayList<>();

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

  /** With the documents that count, {@code null} for all. */
  private record Segment(LeafReader reader, Bits found) {}

  @Override
  protected LeafBucketCollector getLeafCollector(LeafReaderContext leaf, LeafBucketCollector sub) {
    if (findsAll(context.query())) {
      segments.add(new Segment(leaf.reader(), null));
      // Nothing is wanted of the documents that the query finds.
      throw new CollectionTerminatedException();
    }
    FixedBitSet found = new FixedBitSet(leaf.reader().maxDoc());
    segments.add(new Segment(leaf.reader(), found));
    return new LeafBucketCollector() {
      @Override
      public void collect(int doc, long bucket) {
        found.set(doc);
      }
    };
  }

  /** Asked when the search runs: until then others may have put in a query of theirs. */
  private boolean findsAll(Query query) {
    return switch (query) {
      case BoostQuery boosted -> findsAll(boosted.getQuery());
      case ConstantScoreQuery constant -> findsAll(constant.getQuery());
      case BooleanQuery bool ->
          bool.clauses().size() == 1
              && bool.clauses().getFirst().isRequired()
              && findsAll(bool.clauses().getFirst().query());
      case FieldExistsQuery exists -> exists.getField().equals(asked.required());
      case MatchAllDocsQuery all -> true;
      default -> false;
    };
  }

  private List<TermCount> page() throws IOException {
    PriorityQueue<SegmentTerms> walks =
        new PriorityQueue<>(Comparator.comparing(SegmentTerms::term));
    for (Segment segment : segments) {
      addUnlessAtEnd(
          walks,
          new SegmentTerms(
              segment.reader(), segment.found(), asked.field(), asked.required(), asked.after()));
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

package org.facesearch.plugin.terms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.opensearch.search.aggregations.Aggregator;
import org.opensearch.search.aggregations.InternalAggregation;
import org.opensearch.search.aggregations.LeafBucketCollector;
import org.opensearch.search.aggregations.metrics.MetricsAggregator;
import org.opensearch.search.internal.SearchContext;

/** Reads a page of each segment, and no document that the page does not tell of. */
final class TermPageAggregator extends MetricsAggregator {

  private final TermPageAggregationBuilder asked;
  private final List<List<TermCount>> pages = new ArrayList<>();

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
  protected LeafBucketCollector getLeafCollector(LeafReaderContext leaf, LeafBucketCollector sub)
      throws IOException {
    pages.add(page(leaf.reader()));
    // Nothing is wanted of the documents that the query finds.
    throw new CollectionTerminatedException();
  }

  private List<TermCount> page(LeafReader segment) throws IOException {
    Terms terms = segment.terms(asked.field());
    Terms required = segment.terms(asked.required());
    if (terms == null || required == null) {
      return List.of();
    }
    // Deleted documents, and what a deletion leaves behind, count here too.
    boolean allHaveIt = required.getDocCount() == segment.maxDoc();
    boolean allCount = allHaveIt && segment.getLiveDocs() == null;
    List<TermCount> page = new ArrayList<>();
    TermsEnum places = terms.iterator();
    PostingsEnum documents = null;
    for (BytesRef term = begin(places);
        term != null && page.size() < asked.size();
        term = places.next()) {
      long count = places.docFreq();
      if (!allCount) {
        documents = places.postings(documents, PostingsEnum.NONE);
        count = counted(segment, documents, allHaveIt);
      }
      if (count > 0) {
        page.add(new TermCount(BytesRef.deepCopyOf(term), count));
      }
    }
    return page;
  }

  private BytesRef begin(TermsEnum places) throws IOException {
    BytesRef after = asked.after();
    if (after == null) {
      return places.next();
    }
    return switch (places.seekCeil(after)) {
      case FOUND -> places.next();
      case NOT_FOUND -> places.term();
      case END -> null;
    };
  }

  private long counted(LeafReader segment, PostingsEnum documents, boolean allHaveIt)
      throws IOException {
    Bits live = segment.getLiveDocs();
    // Goes forward only, and so is a new one for each term.
    SortedSetDocValues required =
        allHaveIt ? null : DocValues.getSortedSet(segment, asked.required());
    long count = 0;
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if ((live == null || live.get(doc)) && (required == null || required.advanceExact(doc))) {
        count++;
      }
    }
    return count;
  }

  @Override
  public InternalAggregation buildAggregation(long bucket) {
    return new TermPage(name, asked.size(), TermPage.first(asked.size(), pages), metadata());
  }

  @Override
  public InternalAggregation buildEmptyAggregation() {
    return new TermPage(name, asked.size(), List.of(), metadata());
  }
}

package org.facesearch.plugin.terms;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** A walk through the values of one segment, ascending. */
final class SegmentTerms {

  private final LeafReader segment;
  private final Bits live;
  private final String required;
  private final TermsEnum places;
  private final boolean allHaveIt;
  private final boolean allCount;
  private PostingsEnum documents;

  /** {@code null} at the end; its bytes change with the next step. */
  private BytesRef term;

  /**
   * At the first value behind a place.
   *
   * @param found the documents that count, {@code null} for all
   * @param after {@code null} for the first of all
   * @param required see {@link TermPageAggregationBuilder}
   */
  SegmentTerms(LeafReader segment, Bits found, String field, String required, BytesRef after)
      throws IOException {
    Terms terms = segment.terms(field);
    Terms requiredTerms = segment.terms(required);
    this.segment = segment;
    // What the query finds is not deleted.
    this.live = found == null ? segment.getLiveDocs() : found;
    this.required = required;
    this.places = terms == null || requiredTerms == null ? TermsEnum.EMPTY : terms.iterator();
    // Deleted documents, and what a deletion leaves behind, count here too.
    this.allHaveIt = requiredTerms != null && requiredTerms.getDocCount() == segment.maxDoc();
    this.allCount = allHaveIt && live == null;
    this.term = begin(after);
  }

  private BytesRef begin(BytesRef after) throws IOException {
    if (after == null) {
      return places.next();
    }
    return switch (places.seekCeil(after)) {
      case FOUND -> places.next();
      case NOT_FOUND -> places.term();
      case END -> null;
    };
  }

  BytesRef term() {
    return term;
  }

  void next() throws IOException {
    term = places.next();
  }

  /** How many documents of this segment have the value. */
  long count() throws IOException {
    if (allCount) {
      return places.docFreq();
    }
    documents = places.postings(documents, PostingsEnum.NONE);
    // Goes forward only, and so is a new one for each value.
    SortedSetDocValues having = allHaveIt ? null : DocValues.getSortedSet(segment, required);
    long count = 0;
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if ((live == null || live.get(doc)) && (having == null || having.advanceExact(doc))) {
        count++;
      }
    }
    return count;
  }
}

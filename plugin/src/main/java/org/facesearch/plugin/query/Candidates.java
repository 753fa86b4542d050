package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.knn.KnnCollectorManager;

/**
 * The {@code ef} vectors nearest to another as the index encodes them: in each segment by walking
 * its graph, or by comparing all that may be a hit where those are few.
 *
 * <p>Lucene compares all where there are no more than it keeps candidates of the segment. Comparing
 * one encoded vector of 512 dimensions takes about a hundredth of what a walk takes for each
 * candidate it keeps, so up to {@value #COMPARED_FOR_A_CANDIDATE} times as many it takes about as
 * long as the graph, and misses nothing.
 *
 * <p>With a filter the graph is at its worst: what leads to a face may not be a hit itself, and
 * beside the few of a person that the filter leaves the nearest are strangers, all about as near as
 * thousands of others. A walk of 100 candidates then finds about 8 of the 10 nearest
 * (docs/vectors.md). So up to {@value #COMPARED_WITH_A_FILTER} of a segment are compared, about ten
 * milliseconds, whatever {@code ef} is.
 */
final class Candidates {
  static final int COMPARED_FOR_A_CANDIDATE = 100;
  static final int COMPARED_WITH_A_FILTER = 50_000;

  /** As Lucene has it. */
  private static final int DEVIATIONS = 16;

  private Candidates() {}

  /**
   * A query for them.
   *
   * @param filter what may be a hit, or null for any document with a vector
   * @param parents where the vectors are in nested documents: those around them, each of which
   *     counts once, with its nearest vector. Null where there are none
   */
  static Query query(String field, float[] target, int ef, Query filter, BitSetProducer parents) {
    return parents == null
        ? new OfDocuments(field, target, ef, filter)
        : new OfParents(field, target, ef, filter, parents);
  }

  private static boolean comparesAll(
      KnnFloatVectorQuery query, LeafReaderContext leaf, AcceptDocs accepted) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(query.getField());
    if (vectors == null) {
      return false;
    }
    double most = COMPARED_FOR_A_CANDIDATE * width(query.getK(), leaf);
    if (query.getFilter() != null) {
      most = Math.max(most, COMPARED_WITH_A_FILTER);
    }
    return Math.min(vectors.size(), accepted.cost()) <= most;
  }

  /**
   * The candidates that Lucene keeps of a segment: of many segments each has a share, and some
   * deviations of it more.
   */
  private static double width(int ef, LeafReaderContext leaf) {
    double all = ReaderUtil.getTopLevelContext(leaf).reader().maxDoc();
    double share = leaf.reader().maxDoc() / all;
    return Math.min(ef, ef * share + DEVIATIONS * Math.sqrt(ef * share * (1 - share)));
  }

  private static final class OfDocuments extends KnnFloatVectorQuery {
    OfDocuments(String field, float[] target, int ef, Query filter) {
      super(field, target, ef, filter);
    }

    @Override
    protected TopDocs approximateSearch(
        LeafReaderContext leaf, AcceptDocs accepted, int visited, KnnCollectorManager collectors)
        throws IOException {
      return comparesAll(this, leaf, accepted)
          ? exactSearch(leaf, accepted.iterator(), null)
          : super.approximateSearch(leaf, accepted, visited, collectors);
    }
  }

  private static final class OfParents extends DiversifyingChildrenFloatKnnVectorQuery {
    OfParents(String field, float[] target, int ef, Query filter, BitSetProducer parents) {
      super(field, target, filter, ef, parents);
    }

    @Override
    protected TopDocs approximateSearch(
        LeafReaderContext leaf, AcceptDocs accepted, int visited, KnnCollectorManager collectors)
        throws IOException {
      return comparesAll(this, leaf, accepted)
          ? exactSearch(leaf, accepted.iterator(), null)
          : super.approximateSearch(leaf, accepted, visited, collectors);
    }

    /** Lucene's takes it for granted that every document has a vector: others are left out here. */
    @Override
    protected TopDocs exactSearch(
        LeafReaderContext leaf, DocIdSetIterator accepted, QueryTimeout timeout)
        throws IOException {
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(getField());
      return super.exactSearch(
          leaf,
          vectors == null
              ? accepted
              : ConjunctionUtils.intersectIterators(List.of(accepted, vectors.iterator())),
          timeout);
    }
  }
}

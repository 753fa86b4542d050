package org.facesearch.plugin.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/**
 * Documents that were already found and scored, for one reader. {@link VisualKnnQuery} rewrites to
 * it; nothing else makes one.
 */
final class NearestDocsQuery extends Query {
  private final CosineExplanation cosines;

  /** Of the whole reader, ascending. */
  private final int[] docs;

  private final float[] scores;

  /** Document numbers mean something to this reader alone, so two readers' queries never equal. */
  private final Object readerId;

  /**
   * @param cosines of the model of the vectors
   * @param hits not empty, in any order
   */
  NearestDocsQuery(IndexReader reader, CosineExplanation cosines, List<ScoreDoc> hits) {
    this.cosines = cosines;
    ScoreDoc[] byDoc = hits.toArray(ScoreDoc[]::new);
    Arrays.sort(byDoc, Comparator.comparingInt(hit -> hit.doc));
    this.docs = new int[byDoc.length];
    this.scores = new float[byDoc.length];
    for (int i = 0; i < byDoc.length; i++) {
      docs[i] = byDoc[i].doc;
      scores[i] = byDoc[i].score;
    }
    this.readerId = reader.getContext().id();
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    if (!searcher.getIndexReader().getContext().id().equals(readerId)) {
      throw new IllegalStateException("these documents were found by another reader");
    }
    return new Weight(this) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        int from = firstAtOrAfter(leaf.docBase);
        int to = firstAtOrAfter(leaf.docBase + leaf.reader().maxDoc());
        return from == to ? null : supplier(leaf, boost, from, to);
      }

      @Override
      public int count(LeafReaderContext leaf) {
        return firstAtOrAfter(leaf.docBase + leaf.reader().maxDoc()) - firstAtOrAfter(leaf.docBase);
      }

      @Override
      public Explanation explain(LeafReaderContext leaf, int doc) {
        return NearestDocsQuery.this.explain(leaf.docBase + doc, boost);
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return true;
      }
    };
  }

  private ScorerSupplier supplier(LeafReaderContext leaf, float boost, int from, int to) {
    int[] leafDocs = new int[to - from];
    float[] leafScores = new float[to - from];
    for (int i = 0; i < leafDocs.length; i++) {
      leafDocs[i] = docs[from + i] - leaf.docBase;
      leafScores[i] = scores[from + i] * boost;
    }
    return new ScorerSupplier() {
      @Override
      public NearestDocsScorer get(long leadCost) {
        return new NearestDocsScorer(leafDocs, leafScores);
      }

      @Override
      public long cost() {
        return leafDocs.length;
      }
    };
  }

  private Explanation explain(int doc, float boost) {
    int found = Arrays.binarySearch(docs, doc);
    if (found < 0) {
      return Explanation.noMatch("not among the nearest " + docs.length + " of this shard");
    }
    float score = scores[found];
    Explanation unboosted = Explanation.match(score, "(1 + cosine) / 2", cosines.of(2 * score - 1));
    return boost == 1
        ? unboosted
        : Explanation.match(
            score * boost, "product of:", unboosted, Explanation.match(boost, "boost"));
  }

  private int firstAtOrAfter(int doc) {
    int found = Arrays.binarySearch(docs, doc);
    return found < 0 ? -1 - found : found;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "NearestDocsQuery(" + docs.length + " docs)";
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && readerId.equals(((NearestDocsQuery) other).readerId)
        && cosines.equals(((NearestDocsQuery) other).cosines)
        && Arrays.equals(docs, ((NearestDocsQuery) other).docs)
        && Arrays.equals(scores, ((NearestDocsQuery) other).scores);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        classHash(), readerId, cosines, Arrays.hashCode(docs), Arrays.hashCode(scores));
  }
}

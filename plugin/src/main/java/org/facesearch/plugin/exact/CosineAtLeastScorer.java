package org.facesearch.plugin.exact;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.facesearch.plugin.query.VisualKnnQuery;

/** Scores what was compared anyway. */
final class CosineAtLeastScorer extends Scorer {

  private final CosineAtLeastQuery.CosineAtLeast compared;
  private final DocIdSetIterator iterator;
  private final float boost;

  CosineAtLeastScorer(CosineAtLeastQuery.CosineAtLeast compared, float boost) {
    this.compared = compared;
    this.iterator = TwoPhaseIterator.asDocIdSetIterator(compared);
    this.boost = boost;
  }

  @Override
  public int docID() {
    return compared.approximation().docID();
  }

  @Override
  public float score() {
    return boost * VisualKnnQuery.score(compared.cosine());
  }

  @Override
  public float getMaxScore(int upTo) {
    return boost;
  }

  @Override
  public DocIdSetIterator iterator() {
    return iterator;
  }

  @Override
  public TwoPhaseIterator twoPhaseIterator() {
    return compared;
  }
}

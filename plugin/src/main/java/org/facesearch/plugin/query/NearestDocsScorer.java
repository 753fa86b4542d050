package org.facesearch.plugin.query;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;

/** Walks the hits of one leaf. */
final class NearestDocsScorer extends Scorer {
  private final int[] docs;
  private final float[] scores;
  private final DocIdSetIterator iterator = new Iterator();
  private final float maxScore;
  private int at = -1;

  /**
   * @param docs of the leaf, ascending, not empty
   * @param scores as many
   */
  NearestDocsScorer(int[] docs, float[] scores) {
    this.docs = docs;
    this.scores = scores;
    float max = scores[0];
    for (float score : scores) {
      max = Math.max(max, score);
    }
    this.maxScore = max;
  }

  @Override
  public int docID() {
    return iterator.docID();
  }

  @Override
  public float score() {
    return scores[at];
  }

  @Override
  public float getMaxScore(int upTo) {
    return maxScore;
  }

  @Override
  public DocIdSetIterator iterator() {
    return iterator;
  }

  private final class Iterator extends DocIdSetIterator {
    @Override
    public int docID() {
      if (at < 0) {
        return -1;
      }
      return at < docs.length ? docs[at] : NO_MORE_DOCS;
    }

    @Override
    public int nextDoc() {
      at = Math.min(at + 1, docs.length);
      return docID();
    }

    @Override
    public int advance(int target) {
      do {
        nextDoc();
      } while (docID() < target);
      return docID();
    }

    @Override
    public long cost() {
      return docs.length;
    }
  }
}

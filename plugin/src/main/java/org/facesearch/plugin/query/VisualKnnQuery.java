package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.util.VectorUtil;
import org.facesearch.plugin.mapper.UnitVector;

/**
 * The nearest neighbours of a vector in one shard.
 *
 * <p>The {@code ef} best {@link Candidates} of all segments are found by their vectors as they are
 * encoded, among what the filter admits; these are then scored again with the full-precision
 * vectors, cut at the threshold and to {@code k}.
 *
 * <p>Among nested documents the nearest of each parent is taken, so that {@code k} parents are
 * found however many vectors each of them has.
 *
 * <p>The score is (1 + cos) / 2 whatever the encoding. Equal scores are ordered by document, so
 * that the cut is the same each time.
 */
public final class VisualKnnQuery extends Query {
  private static final Comparator<ScoreDoc> BEST_FIRST =
      Comparator.<ScoreDoc>comparingDouble(hit -> hit.score)
          .reversed()
          .thenComparingInt(hit -> hit.doc);

  private final String field;
  private final CosineExplanation cosines;
  private final float[] target;
  private final KnnOptions options;
  private final Query filter;
  private final BitSetProducer parents;

  /**
   * A query for one shard.
   *
   * @param field a field of unit vectors
   * @param cosines of the model whose vectors these are
   * @param target of the field's dimension
   * @param filter what may be a hit, or null for any document with a vector
   * @param parents where the vectors are in nested documents: those around them, each of which
   *     counts once, with its nearest vector. Null where there are none
   */
  public VisualKnnQuery(
      String field,
      CosineExplanation cosines,
      UnitVector target,
      KnnOptions options,
      Query filter,
      BitSetProducer parents) {
    this.field = Objects.requireNonNull(field, "field");
    this.cosines = Objects.requireNonNull(cosines, "cosines");
    this.target = target.toArray();
    this.options = Objects.requireNonNull(options, "options");
    this.filter = filter;
    this.parents = parents;
  }

  /** The score of a cosine, 0 to 1: rounding may have taken a cosine a little beyond 1. */
  public static float score(float cosine) {
    return Math.clamp((1 + cosine) / 2, 0f, 1f);
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    IndexReader reader = searcher.getIndexReader();
    IndexSearcher inner = new CandidateSearcher(searcher);
    Query candidates =
        Candidates.query(field, target, options.candidates(), filter, parents).rewrite(inner);
    if (candidates instanceof MatchNoDocsQuery) {
      return candidates;
    }
    Weight weight = candidates.createWeight(inner, ScoreMode.COMPLETE_NO_SCORES, 1);
    List<ScoreDoc> hits = new ArrayList<>(options.candidates());
    for (LeafReaderContext leaf : reader.leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        score(leaf, scorer.iterator(), hits);
      }
    }
    hits.sort(BEST_FIRST);
    List<ScoreDoc> nearest = hits.subList(0, Math.min(options.k(), hits.size()));
    return nearest.isEmpty()
        ? new MatchNoDocsQuery("no vector within the threshold")
        : new NearestDocsQuery(reader, cosines, nearest);
  }

  /** Adds a leaf's candidates that are near enough, with their exact scores. */
  private void score(LeafReaderContext leaf, DocIdSetIterator candidates, List<ScoreDoc> hits)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
    DocIndexIterator position = vectors.iterator();
    float minScore = options.minScore();
    for (int doc = candidates.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = candidates.nextDoc()) {
      position.advance(doc);
      float cosine = VectorUtil.dotProduct(target, vectors.vectorValue(position.index()));
      float score = score(cosine);
      if (score >= minScore) {
        hits.add(new ScoreDoc(leaf.docBase + doc, score));
      }
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(field)) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String defaultField) {
    return "VisualKnnQuery("
        + field
        + ", ["
        + target[0]
        + ", ...], k="
        + options.k()
        + ", ef="
        + options.candidates()
        + ", threshold="
        + options.threshold()
        + ", filter="
        + filter
        + (parents == null ? "" : ", of each document the nearest")
        + ")";
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && field.equals(((VisualKnnQuery) other).field)
        && cosines.equals(((VisualKnnQuery) other).cosines)
        && Arrays.equals(target, ((VisualKnnQuery) other).target)
        && options.equals(((VisualKnnQuery) other).options)
        && Objects.equals(filter, ((VisualKnnQuery) other).filter)
        && Objects.equals(parents, ((VisualKnnQuery) other).parents);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        classHash(), field, cosines, Arrays.hashCode(target), options, filter, parents);
  }
}

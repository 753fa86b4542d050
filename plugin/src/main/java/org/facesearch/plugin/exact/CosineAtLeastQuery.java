package org.facesearch.plugin.exact;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.VectorUtil;
import org.facesearch.plugin.mapper.UnitVector;
import org.facesearch.plugin.query.VisualKnnQuery;

/**
 * The documents whose vector has at least a cosine with another one, compared at full precision
 * whatever the field's encoding. The score is (1 + cos) / 2.
 *
 * <p>Among other clauses a vector is read only where all of those match: the comparison is the
 * second of two phases.
 */
final class CosineAtLeastQuery extends Query {

  private final String field;
  private final float[] target;
  private final float minCosine;

  CosineAtLeastQuery(String field, UnitVector target, float minCosine) {
    this.field = field;
    this.target = target.toArray();
    this.minCosine = minCosine;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new Weight(this) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
        return vectors == null ? null : supplier(new CosineAtLeast(vectors, target, minCosine));
      }

      private ScorerSupplier supplier(CosineAtLeast compared) {
        return new ScorerSupplier() {
          @Override
          public CosineAtLeastScorer get(long leadCost) {
            return new CosineAtLeastScorer(compared, boost);
          }

          @Override
          public long cost() {
            return compared.approximation().cost();
          }
        };
      }

      @Override
      public Explanation explain(LeafReaderContext leaf, int doc) throws IOException {
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
        if (vectors == null) {
          return Explanation.noMatch("no vectors");
        }
        CosineAtLeast compared = new CosineAtLeast(vectors, target, minCosine);
        if (compared.approximation().advance(doc) != doc) {
          return Explanation.noMatch("no vector");
        }
        return compared.matches()
            ? Explanation.match(
                boost * VisualKnnQuery.score(compared.cosine()),
                "(1 + cosine) / 2 of cosine " + compared.cosine())
            : Explanation.noMatch("cosine " + compared.cosine() + " below " + minCosine);
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        // The same face is hardly asked about twice.
        return false;
      }
    };
  }

  /** Compares the documents of one leaf. */
  static final class CosineAtLeast extends TwoPhaseIterator {

    private final FloatVectorValues vectors;
    private final DocIndexIterator position;
    private final float[] target;
    private final float minCosine;
    private float cosine;

    CosineAtLeast(FloatVectorValues vectors, float[] target, float minCosine) {
      this(vectors, vectors.iterator(), target, minCosine);
    }

    private CosineAtLeast(
        FloatVectorValues vectors, DocIndexIterator position, float[] target, float minCosine) {
      super(position);
      this.vectors = vectors;
      this.position = position;
      this.target = target;
      this.minCosine = minCosine;
    }

    @Override
    public boolean matches() throws IOException {
      cosine = VectorUtil.dotProduct(target, vectors.vectorValue(position.index()));
      return cosine >= minCosine;
    }

    /** Of the document that was compared last. */
    float cosine() {
      return cosine;
    }

    @Override
    public float matchCost() {
      return target.length;
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
    return "CosineAtLeastQuery(" + field + ", [" + target[0] + ", ...], " + minCosine + ")";
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && field.equals(((CosineAtLeastQuery) other).field)
        && Arrays.equals(target, ((CosineAtLeastQuery) other).target)
        && minCosine == ((CosineAtLeastQuery) other).minCosine;
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), field, Arrays.hashCode(target), minCosine);
  }
}

package org.facesearch.plugin.codec;

import java.util.Objects;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * What a field's graph is built from.
 *
 * @param encoding how the graph sees a vector
 * @param m neighbours per node, {@value #MIN_M} to {@value #MAX_M}: more finds more and takes more
 *     memory
 * @param efConstruction candidates kept while a node is linked in, 1 to {@value
 *     #MAX_EF_CONSTRUCTION}: more builds a better graph, more slowly
 */
public record HnswParameters(VectorEncoding encoding, int m, int efConstruction) {
  public static final int MIN_M = 2;

  /** Well under Lucene's own 512: beyond it a graph only grows. */
  public static final int MAX_M = 100;

  public static final int MAX_EF_CONSTRUCTION = 3200;

  /** What any OpenSearch index does to a vector without a codec of its own. */
  public static final HnswParameters DEFAULT =
      new HnswParameters(
          VectorEncoding.FLOAT,
          Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
          Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if {@code m} or {@code efConstruction} is out of its range
   */
  public HnswParameters {
    Objects.requireNonNull(encoding, "encoding");
    requireRange("m", m, MIN_M, MAX_M);
    requireRange("ef_construction", efConstruction, 1, MAX_EF_CONSTRUCTION);
  }

  private static void requireRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "[" + name + "] must be between " + min + " and " + max + ", was " + value);
    }
  }

  /** Whether OpenSearch's own codec would write another graph than these parameters ask for. */
  public boolean needsOwnCodec() {
    return !equals(DEFAULT);
  }

  /** Lucene's format that writes such a graph. */
  public KnnVectorsFormat format() {
    return encoding.format(m, efConstruction);
  }
}

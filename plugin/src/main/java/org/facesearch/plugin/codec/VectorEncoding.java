package org.facesearch.plugin.codec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * How the graph sees a vector while it is built and searched. The full-precision vector is always
 * kept beside it, so that hits can be scored exactly.
 */
public enum VectorEncoding {
  /** Four bytes per component, nothing lost. */
  FLOAT {
    @Override
    KnnVectorsFormat format(int m, int efConstruction) {
      return new Lucene99HnswVectorsFormat(m, efConstruction);
    }
  },
  /** One byte per component: a quarter of the memory that a search touches. */
  INT8 {
    @Override
    KnnVectorsFormat format(int m, int efConstruction) {
      return PlatformCodecs.int8(m, efConstruction);
    }
  },
  /** Half a byte per component: an eighth. */
  INT4 {
    @Override
    KnnVectorsFormat format(int m, int efConstruction) {
      return PlatformCodecs.int4(m, efConstruction);
    }

    @Override
    public int candidates(int k) {
      return Math.max(100, 2 * k);
    }
  },
  /** One bit per component, compared with four of the query's: a thirty-second. */
  BIT {
    @Override
    KnnVectorsFormat format(int m, int efConstruction) {
      return PlatformCodecs.bit(m, efConstruction);
    }

    @Override
    public int candidates(int k) {
      return Math.max(200, 5 * k);
    }
  };

  /** Lucene's format for a graph over vectors so encoded. */
  abstract KnnVectorsFormat format(int m, int efConstruction);

  /**
   * How many candidates to look for, for {@code k} hits, where a search does not say. The less is
   * left of a vector, the less surely the nearest as encoded are the nearest indeed; candidates are
   * scored again with the full vectors.
   */
  public int candidates(int k) {
    return Math.max(100, k);
  }

  /**
   * The encoding of that name.
   *
   * @param name as in the mapping, such as {@code int8}
   * @throws IllegalArgumentException naming the known encodings
   */
  public static VectorEncoding of(String name) {
    for (VectorEncoding encoding : values()) {
      if (encoding.toString().equals(name)) {
        return encoding;
      }
    }
    throw new IllegalArgumentException(
        "must be one of ["
            + Arrays.stream(values())
                .map(VectorEncoding::toString)
                .collect(Collectors.joining(", "))
            + "], was ["
            + name
            + "]");
  }

  /** The name in the mapping: OpenSearch writes and compares a parameter by it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

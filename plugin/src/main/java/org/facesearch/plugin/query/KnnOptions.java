package org.facesearch.plugin.query;

import java.io.IOException;
import org.facesearch.plugin.codec.VectorEncoding;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;
import org.opensearch.core.xcontent.ToXContentFragment;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * How many neighbours, how near, and how hard to look.
 *
 * @param k hits per shard at most, 1 to {@value #MAX_CANDIDATES}
 * @param ef candidates kept while a shard's graphs are walked, {@code k} to {@value
 *     #MAX_CANDIDATES}, or null for what suits the field's encoding: more finds more of the true
 *     neighbours, more slowly
 * @param threshold the least cosine of a hit, -1 to 1, or null for any
 * @param ignoreUnmapped whether an index without the field has no hits, instead of failing
 */
public record KnnOptions(int k, Integer ef, Float threshold, boolean ignoreUnmapped)
    implements Writeable, ToXContentFragment {
  static final int MAX_CANDIDATES = 10_000;

  /**
   * How many candidates an API's search for the faces of a picture keeps at least, in groups and in
   * FaceSets. Lucene divides them among the segments, and a lone face of somebody among hundreds of
   * thousands of strangers is found by width alone: measured for groups in docs/face-groups.md, for
   * FaceSets by {@code FaceSetSearch} in benchmarks. Beside the work on the picture it costs
   * little.
   */
  public static final int WIDTH_OF_A_SEARCH = 1_000;

  /** The 10 nearest, however far. */
  public static final KnnOptions DEFAULT = new KnnOptions(10, null, null, false);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the option that is out of its range
   */
  public KnnOptions {
    if (k < 1 || k > MAX_CANDIDATES) {
      throw new IllegalArgumentException(
          "[k] must be between 1 and " + MAX_CANDIDATES + ", was " + k);
    }
    if (ef != null && (ef < k || ef > MAX_CANDIDATES)) {
      throw new IllegalArgumentException(
          "[ef] must be between [k] (" + k + ") and " + MAX_CANDIDATES + ", was " + ef);
    }
    if (threshold != null && !(threshold >= -1 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "[threshold] is a cosine, between -1 and 1, was " + threshold);
    }
  }

  KnnOptions(StreamInput in) throws IOException {
    this(in.readVInt(), in.readOptionalVInt(), in.readOptionalFloat(), in.readBoolean());
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeVInt(k);
    out.writeOptionalVInt(ef);
    out.writeOptionalFloat(threshold);
    out.writeBoolean(ignoreUnmapped);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    builder.field(VisualKnnQueryParser.K.getPreferredName(), k);
    if (ef != null) {
      builder.field(VisualKnnQueryParser.EF.getPreferredName(), ef);
    }
    if (threshold != null) {
      builder.field(VisualKnnQueryParser.THRESHOLD.getPreferredName(), threshold);
    }
    return builder.field(VisualKnnQueryParser.IGNORE_UNMAPPED.getPreferredName(), ignoreUnmapped);
  }

  /** With another {@code k}. */
  public KnnOptions withK(int newK) {
    return new KnnOptions(newK, ef, threshold, ignoreUnmapped);
  }

  /** With another {@code ef}. */
  public KnnOptions withEf(int newEf) {
    return new KnnOptions(k, newEf, threshold, ignoreUnmapped);
  }

  /** With another {@code threshold}. */
  public KnnOptions withThreshold(float newThreshold) {
    return new KnnOptions(k, ef, newThreshold, ignoreUnmapped);
  }

  /** With another {@code ignoreUnmapped}. */
  public KnnOptions withIgnoreUnmapped(boolean ignore) {
    return new KnnOptions(k, ef, threshold, ignore);
  }

  /** With the {@code ef} that suits an encoding where none was asked for. */
  KnnOptions orElse(VectorEncoding encoding) {
    return ef != null ? this : withEf(Math.min(encoding.candidates(k), MAX_CANDIDATES));
  }

  /** The {@code ef} to search with. */
  int candidates() {
    return orElse(VectorEncoding.FLOAT).ef();
  }

  /** The least {@code _score} of a hit, 0 to 1, before any boost. */
  float minScore() {
    return threshold == null ? 0 : VisualKnnQuery.score(threshold);
  }
}

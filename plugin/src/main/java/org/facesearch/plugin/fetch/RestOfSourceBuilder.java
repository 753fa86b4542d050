package org.facesearch.plugin.fetch;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.plugins.SearchPlugin.SearchExtSpec;
import org.opensearch.search.SearchExtBuilder;

/**
 * Asks for hits whose source is what is kept beside a vector, the whole source where nothing is,
 * and whose score is (1 + cos) / 2 of the vector and another one. Such a search must not ask for
 * {@code _source} itself, nor for scores: in the order of a field it would then look at every
 * document that matches, where it may end with those that it shows. Whatever the source has, it is
 * up to the reader to pass over the vector.
 */
public final class RestOfSourceBuilder extends SearchExtBuilder {

  private static final WireFormat FORMAT = new WireFormat("a wish for the rest of the source", 2);

  static final String NAME = "face_search_rest";

  private final String vector;
  private final float[] probe;

  /**
   * Asks.
   *
   * @param vector a {@code visual_vector} at the top of the documents
   * @param probe what the hits are compared with, of length 1
   */
  public RestOfSourceBuilder(String vector, float[] probe) {
    this.vector = Objects.requireNonNull(vector, "vector");
    this.probe = probe.clone();
  }

  private RestOfSourceBuilder(StreamInput in) throws IOException {
    FORMAT.read(in);
    this.vector = in.readString();
    this.probe = in.readFloatArray();
  }

  /** For {@code SearchPlugin.getSearchExts}. */
  public static SearchExtSpec<RestOfSourceBuilder> spec() {
    return new SearchExtSpec<>(
        NAME,
        RestOfSourceBuilder::new,
        parser -> {
          throw new IllegalArgumentException("[" + NAME + "] has no form in JSON");
        });
  }

  String vector() {
    return vector;
  }

  float[] probe() {
    return probe.clone();
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeString(vector);
    out.writeFloatArray(probe);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    return builder.field(NAME, vector);
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RestOfSourceBuilder same
        && vector.equals(same.vector)
        && Arrays.equals(probe, same.probe);
  }

  @Override
  public int hashCode() {
    return Objects.hash(vector, Arrays.hashCode(probe));
  }
}

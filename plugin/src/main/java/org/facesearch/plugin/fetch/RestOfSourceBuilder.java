package org.facesearch.plugin.fetch;

import java.io.IOException;
import java.util.Objects;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.plugins.SearchPlugin.SearchExtSpec;
import org.opensearch.search.SearchExtBuilder;

/**
 * Asks for hits whose source is what is kept beside a vector, the whole source where nothing is.
 * Such a search must not ask for {@code _source} itself. Whatever the source has, it is up to the
 * reader to pass over the vector.
 */
public final class RestOfSourceBuilder extends SearchExtBuilder {

  private static final WireFormat FORMAT = new WireFormat("a wish for the rest of the source", 1);

  static final String NAME = "face_search_rest";

  private final String vector;

  /**
   * Asks.
   *
   * @param vector a {@code visual_vector} at the top of the documents
   */
  public RestOfSourceBuilder(String vector) {
    this.vector = Objects.requireNonNull(vector, "vector");
  }

  private RestOfSourceBuilder(StreamInput in) throws IOException {
    this(FORMAT.read(in).readString());
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

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeString(vector);
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
    return other instanceof RestOfSourceBuilder same && vector.equals(same.vector);
  }

  @Override
  public int hashCode() {
    return vector.hashCode();
  }
}

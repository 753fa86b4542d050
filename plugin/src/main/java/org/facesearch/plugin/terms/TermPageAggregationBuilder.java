package org.facesearch.plugin.terms;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.util.BytesRef;
import org.facesearch.plugin.aggregation.InnerAggregationBuilder;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.plugins.SearchPlugin.AggregationSpec;
import org.opensearch.search.aggregations.AggregationBuilder;
import org.opensearch.search.aggregations.Aggregator;
import org.opensearch.search.aggregations.AggregatorFactories;
import org.opensearch.search.internal.SearchContext;

/**
 * Asks for a page of the values of a keyword, of all documents that the query finds; quick where
 * those are all that have another keyword. It is made for the plugin's own listings, so it has no
 * form in JSON.
 */
public final class TermPageAggregationBuilder
    extends InnerAggregationBuilder<TermPageAggregationBuilder> {

  private static final WireFormat FORMAT = new WireFormat("a wish for a page of terms", 1);

  public static final String NAME = "face_search_term_page";

  private final String field;
  private final String required;
  private final BytesRef after;
  private final int size;

  /**
   * Asks for the values that come next.
   *
   * @param field an indexed keyword
   * @param required another one, with doc values; documents that lack it do not count
   * @param after the values behind this one; {@code null} for the first
   * @param size most values, at least 1
   */
  public TermPageAggregationBuilder(
      String name, String field, String required, String after, int size) {
    super(name);
    this.field = Objects.requireNonNull(field, "field");
    this.required = Objects.requireNonNull(required, "required");
    this.after = after == null ? null : new BytesRef(after);
    this.size = size;
    if (size < 1) {
      throw new IllegalArgumentException("[" + NAME + "] needs a size above 0");
    }
  }

  private TermPageAggregationBuilder(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    this.field = in.readString();
    this.required = in.readString();
    this.after = in.readBoolean() ? in.readBytesRef() : null;
    this.size = in.readVInt();
  }

  private TermPageAggregationBuilder(
      TermPageAggregationBuilder other,
      AggregatorFactories.Builder factories,
      Map<String, Object> metadata) {
    super(other, factories, metadata);
    this.field = other.field;
    this.required = other.required;
    this.after = other.after;
    this.size = other.size;
  }

  /** For {@code SearchPlugin.getAggregations}. */
  public static AggregationSpec spec() {
    return spec(NAME, TermPageAggregationBuilder::new, TermPage::new);
  }

  String field() {
    return field;
  }

  String required() {
    return required;
  }

  BytesRef after() {
    return after;
  }

  int size() {
    return size;
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeString(field);
    out.writeString(required);
    out.writeBoolean(after != null);
    if (after != null) {
      out.writeBytesRef(after);
    }
    out.writeVInt(size);
  }

  @Override
  protected Aggregator aggregator(
      SearchContext context, Aggregator parent, Map<String, Object> given) throws IOException {
    return new TermPageAggregator(this, context, parent, given);
  }

  @Override
  protected boolean inParts() {
    return true;
  }

  @Override
  protected XContentBuilder internalXContent(XContentBuilder builder, Params params)
      throws IOException {
    builder.startObject().field("field", field).field("required", required);
    if (after != null) {
      builder.field("after", after.utf8ToString());
    }
    return builder.field("size", size).endObject();
  }

  @Override
  protected AggregationBuilder shallowCopy(
      AggregatorFactories.Builder factories, Map<String, Object> given) {
    return new TermPageAggregationBuilder(this, factories, given);
  }

  @Override
  public String getType() {
    return NAME;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && field.equals(((TermPageAggregationBuilder) other).field)
        && required.equals(((TermPageAggregationBuilder) other).required)
        && Objects.equals(after, ((TermPageAggregationBuilder) other).after)
        && size == ((TermPageAggregationBuilder) other).size;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), field, required, after, size);
  }
}

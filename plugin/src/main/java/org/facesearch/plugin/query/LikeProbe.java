package org.facesearch.plugin.query;

import java.io.IOException;
import org.opensearch.core.ParseField;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.ConstructingObjectParser;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.core.xcontent.XContentParser;

/**
 * A document, whose vector is looked for: {@code {"index": "people", "id": "7"}}.
 *
 * @param index or an alias of one index
 * @param routing of the document, or null
 * @param field where its vector is, or null for the field that is searched
 */
record LikeProbe(String index, String id, String routing, String field) implements Probe {
  private static final ParseField INDEX = new ParseField("index");
  private static final ParseField ID = new ParseField("id");
  private static final ParseField ROUTING = new ParseField("routing");
  private static final ParseField FIELD = new ParseField("field");

  private static final ConstructingObjectParser<LikeProbe, Void> PARSER =
      new ConstructingObjectParser<>(
          VisualKnnQueryParser.LIKE.getPreferredName(),
          read ->
              new LikeProbe(
                  (String) read[0], (String) read[1], (String) read[2], (String) read[3]));

  static {
    PARSER.declareString(ConstructingObjectParser.constructorArg(), INDEX);
    PARSER.declareString(ConstructingObjectParser.constructorArg(), ID);
    PARSER.declareString(ConstructingObjectParser.optionalConstructorArg(), ROUTING);
    PARSER.declareString(ConstructingObjectParser.optionalConstructorArg(), FIELD);
  }

  /**
   * Checks that a document is named.
   *
   * @throws IllegalArgumentException naming what is empty
   */
  LikeProbe {
    requireText(INDEX, index);
    requireText(ID, id);
  }

  LikeProbe(StreamInput in) throws IOException {
    this(in.readString(), in.readString(), in.readOptionalString(), in.readOptionalString());
  }

  /** Reads the object after {@code like}. */
  static LikeProbe fromXContent(XContentParser parser) throws IOException {
    return PARSER.parse(parser, null);
  }

  private static void requireText(ParseField field, String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("[like] requires [" + field.getPreferredName() + "]");
    }
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeEnum(Kind.LIKE);
    out.writeString(index);
    out.writeString(id);
    out.writeOptionalString(routing);
    out.writeOptionalString(field);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    builder.startObject(VisualKnnQueryParser.LIKE.getPreferredName());
    builder.field(INDEX.getPreferredName(), index);
    builder.field(ID.getPreferredName(), id);
    if (routing != null) {
      builder.field(ROUTING.getPreferredName(), routing);
    }
    if (field != null) {
      builder.field(FIELD.getPreferredName(), field);
    }
    return builder.endObject();
  }
}

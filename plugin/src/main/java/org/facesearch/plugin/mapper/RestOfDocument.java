package org.facesearch.plugin.mapper;

import java.io.IOException;
import org.apache.lucene.document.BinaryDocValuesField;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.mapper.SourceToParse;

/**
 * What a document says beside its vector, in doc values. {@code _source} is compressed with those
 * of its neighbours, and most of it is the digits of vectors: whoever shows a thousand documents
 * would spend his time unpacking and passing over what he does not show.
 */
public final class RestOfDocument {

  private RestOfDocument() {}

  /** The name of the doc values beside a vector, a document in SMILE. No field can be called so. */
  public static String name(String vector) {
    return vector + "._rest";
  }

  /** Of a document that is being indexed. */
  static BinaryDocValuesField of(SourceToParse document, String vector) throws IOException {
    try (XContentParser parser =
            XContentHelper.createParser(
                NamedXContentRegistry.EMPTY,
                DeprecationHandler.IGNORE_DEPRECATIONS,
                document.source(),
                document.getMediaType());
        XContentBuilder rest = XContentFactory.smileBuilder()) {
      parser.nextToken();
      rest.startObject();
      while (parser.nextToken() == XContentParser.Token.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals(vector)) {
          parser.skipChildren();
        } else {
          rest.field(field);
          rest.copyCurrentStructure(parser);
        }
      }
      rest.endObject();
      return new BinaryDocValuesField(name(vector), BytesReference.bytes(rest).toBytesRef());
    }
  }
}

package org.facesearch.plugin.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.FaceEvent;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.core.xcontent.XContentParserUtils;
import org.opensearch.search.SearchHit;

/**
 * An event as a document. Written in SMILE, where a vector takes half the room it takes in JSON.
 */
final class EventDocument {

  private EventDocument() {}

  static XContentBuilder write(FaceEvent event) {
    try {
      return XContentFactory.smileBuilder().map(EventFields.of(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a search whose first sort value is the time, and whose score is (1 + cos) / 2. Its source is
   * what is kept beside the vector, and of an index that keeps nothing there the whole: then the
   * vector is passed over unread.
   */
  static EventLog.Seen read(SearchHit hit) {
    // What others wrote may be a text in the source; it was sorted as a number.
    return new EventLog.Seen(timestamp(hit), fields(hit.getSourceRef()), 2 * hit.getScore() - 1);
  }

  @SuppressWarnings("deprecation") // nothing else tells in which format a client wrote it
  private static Map<String, Object> fields(BytesReference source) {
    Map<String, Object> fields = new LinkedHashMap<>();
    BytesRef bytes = source.toBytesRef();
    try (XContentParser parser =
        XContentHelper.createParser(
            NamedXContentRegistry.EMPTY,
            DeprecationHandler.IGNORE_DEPRECATIONS,
            source,
            MediaTypeRegistry.mediaTypeFromBytes(bytes.bytes, bytes.offset, bytes.length))) {
      parser.nextToken();
      while (parser.nextToken() == XContentParser.Token.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(EventFields.VECTOR)) {
          parser.skipChildren();
        } else {
          fields.put(name, XContentParserUtils.parseFieldsValue(parser));
        }
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of an event that was found, as a text whatever somebody wrote. */
  static String id(EventLog.Seen seen) {
    return String.valueOf(seen.fields().get(EventFields.ID));
  }

  static double timestamp(SearchHit hit) {
    return ((Number) hit.getSortValues()[0]).doubleValue();
  }
}

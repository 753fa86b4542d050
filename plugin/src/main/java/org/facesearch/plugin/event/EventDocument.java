package org.facesearch.plugin.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.FaceEvent;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;
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

  /** Of a search whose first sort value is the time, and whose score is (1 + cos) / 2. */
  static EventLog.Seen read(SearchHit hit) {
    // What others wrote may be a text in the source; it was sorted as a number.
    return new EventLog.Seen(timestamp(hit), hit.getSourceAsMap(), 2 * hit.getScore() - 1);
  }

  static double timestamp(SearchHit hit) {
    return ((Number) hit.getSortValues()[0]).doubleValue();
  }
}

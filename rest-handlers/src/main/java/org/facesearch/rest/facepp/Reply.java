package org.facesearch.rest.facepp;

import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.common.CheckedConsumer;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;

/**
 * The reply to one call: JSON, whatever the request was written in, with a {@code request_id} of
 * its own and the {@code time_used} in milliseconds since the request was looked at.
 */
final class Reply {

  private static final Logger LOG = LogManager.getLogger(Reply.class);

  private final long begin = System.nanoTime();
  private final String requestId;

  /** Begins now. */
  Reply(InstantSource clock) {
    requestId = clock.instant().getEpochSecond() + "," + UUID.randomUUID();
  }

  /** Sends an answer with these fields beside its own. */
  void send(RestChannel channel, CheckedConsumer<XContentBuilder, IOException> fields) {
    try (XContentBuilder body = json(channel, true)) {
      body.startObject().field("request_id", requestId).field("time_used", millis());
      fields.accept(body);
      channel.sendResponse(new BytesRestResponse(RestStatus.OK, body.endObject()));
    } catch (IOException | RuntimeException e) {
      fail(channel, e);
    }
  }

  /** Sends a failure; what it is, {@link Failures} decides. */
  void fail(RestChannel channel, Exception error) {
    FaceppException row = Failures.row(error, requestId);
    try (XContentBuilder body = json(channel, false)) {
      body.startObject()
          .field("time_used", millis())
          .field("error_message", row.getMessage())
          .field("request_id", requestId)
          .endObject();
      channel.sendResponse(new BytesRestResponse(row.status(), body));
    } catch (IOException e) {
      LOG.warn("an error could not be sent", e);
    }
  }

  private static XContentBuilder json(RestChannel channel, boolean filtered) throws IOException {
    return channel.newBuilder(null, MediaTypeRegistry.JSON, filtered);
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }
}

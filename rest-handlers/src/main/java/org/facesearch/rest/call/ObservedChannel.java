package org.facesearch.rest.call;

import java.io.IOException;
import java.util.function.IntConsumer;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/** A channel that tells the status of what is sent. */
final class ObservedChannel implements RestChannel {

  private final RestChannel channel;
  private final IntConsumer sent;

  ObservedChannel(RestChannel channel, IntConsumer sent) {
    this.channel = channel;
    this.sent = sent;
  }

  @Override
  public void sendResponse(RestResponse response) {
    sent.accept(response.status().getStatus());
    channel.sendResponse(response);
  }

  @Override
  public XContentBuilder newBuilder() throws IOException {
    return channel.newBuilder();
  }

  @Override
  public XContentBuilder newErrorBuilder() throws IOException {
    return channel.newErrorBuilder();
  }

  @Override
  public XContentBuilder newBuilder(MediaType media, boolean filtered) throws IOException {
    return channel.newBuilder(media, filtered);
  }

  @Override
  public XContentBuilder newBuilder(MediaType request, MediaType response, boolean filtered)
      throws IOException {
    return channel.newBuilder(request, response, filtered);
  }

  @Override
  public BytesStreamOutput bytesOutput() {
    return channel.bytesOutput();
  }

  @Override
  public RestRequest request() {
    return channel.request();
  }

  @Override
  public boolean detailedErrorsEnabled() {
    return channel.detailedErrorsEnabled();
  }

  @Override
  public boolean detailedErrorStackTraceEnabled() {
    return channel.detailedErrorStackTraceEnabled();
  }
}

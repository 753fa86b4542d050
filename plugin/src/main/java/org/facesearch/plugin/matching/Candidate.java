package org.facesearch.plugin.matching;

import java.io.IOException;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;

/**
 * A document that is added unless its vector matches.
 *
 * @param id routes to the shard of the request
 * @param vector of length 1
 * @param source the document in SMILE, vector included
 */
public record Candidate(String id, float[] vector, BytesReference source) implements Writeable {

  Candidate(StreamInput in) throws IOException {
    this(in.readString(), in.readFloatArray(), in.readBytesReference());
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeString(id);
    out.writeFloatArray(vector);
    out.writeBytesReference(source);
  }

  IndexRequest added(String index) {
    return new IndexRequest(index).id(id).create(true).source(source, XContentType.SMILE);
  }

  long bytes() {
    return source.length() + (long) Float.BYTES * vector.length;
  }
}

package org.facesearch.rest;

import java.io.IOException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;

/**
 * In which form nodes send each other things of one kind. Nodes of one cluster may have different
 * versions of this plugin, while it is upgraded; what they send begins with the number of its form,
 * so that one that is not known is refused and never taken for another.
 *
 * @param what is sent, as a failure calls it
 * @param version raised with every change of the form
 */
public record WireFormat(String what, int version) {

  /** What is to be written goes after it. */
  public void write(StreamOutput out) throws IOException {
    out.writeVInt(version);
  }

  /**
   * What is to be read comes after it.
   *
   * @return the same stream
   * @throws IOException if it was written in another form
   */
  public StreamInput read(StreamInput in) throws IOException {
    int found = in.readVInt();
    if (found != version) {
      throw new IOException(
          what
              + " came in format "
              + found
              + ", this node knows format "
              + version
              + ": another node has another version of opensearch-face-search");
    }
    return in;
  }
}

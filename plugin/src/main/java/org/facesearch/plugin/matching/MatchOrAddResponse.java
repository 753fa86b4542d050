package org.facesearch.plugin.matching;

import java.io.IOException;
import java.util.List;
import org.facesearch.rest.WireFormat;
import org.opensearch.action.support.WriteResponse;
import org.opensearch.action.support.replication.ReplicationResponse;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;

/** What became of the candidates, in their order. */
public final class MatchOrAddResponse extends ReplicationResponse implements WriteResponse {

  private static final WireFormat FORMAT = new WireFormat("an answer to match or add", 1);

  private final List<Outcome> outcomes;
  private final Exception failure;

  /**
   * After the write.
   *
   * @param failure of the first candidate that could not be added; {@code null} if all were
   */
  MatchOrAddResponse(List<Outcome> outcomes, Exception failure) {
    this.outcomes = List.copyOf(outcomes);
    this.failure = failure;
  }

  MatchOrAddResponse(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    this.outcomes = in.readList(Outcome::new);
    this.failure = in.readException();
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    FORMAT.write(out);
    out.writeList(outcomes);
    out.writeException(failure);
  }

  /**
   * The outcomes.
   *
   * @throws Exception why one of the candidates could not be added; others were
   */
  public List<Outcome> outcomes() throws Exception {
    if (failure != null) {
      throw failure;
    }
    return outcomes;
  }

  /** Nobody asks for a refresh here. */
  @Override
  public void setForcedRefresh(boolean forcedRefresh) {}
}

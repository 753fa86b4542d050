package org.facesearch.plugin.matching;

import java.io.IOException;
import java.util.List;
import org.facesearch.rest.WireFormat;
import org.opensearch.action.support.replication.ReplicatedWriteRequest;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.index.shard.ShardId;

/** Documents of one shard that are to be matched, or added, in order. */
public final class MatchOrAddRequest extends ReplicatedWriteRequest<MatchOrAddRequest> {

  private static final WireFormat FORMAT = new WireFormat("a request to match or add", 1);

  private final Criteria criteria;
  private final List<Candidate> candidates;

  public MatchOrAddRequest(ShardId shard, Criteria criteria, List<Candidate> candidates) {
    super(shard);
    this.criteria = criteria;
    this.candidates = List.copyOf(candidates);
  }

  MatchOrAddRequest(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    this.criteria = new Criteria(in);
    this.candidates = in.readList(Candidate::new);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    FORMAT.write(out);
    criteria.writeTo(out);
    out.writeList(candidates);
  }

  Criteria criteria() {
    return criteria;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  long bytes() {
    return candidates.stream().mapToLong(Candidate::bytes).sum();
  }

  @Override
  public String toString() {
    return "match or add " + candidates.size() + " to " + shardId;
  }
}

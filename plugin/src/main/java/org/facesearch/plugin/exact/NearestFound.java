package org.facesearch.plugin.exact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.facesearch.plugin.aggregation.InnerResult;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.search.aggregations.InternalAggregation;

/** For each probe in order what is nearest to it, best first: of a shard, or of several. */
public final class NearestFound extends InnerResult {

  private static final WireFormat FORMAT = new WireFormat("the nearest faces", 1);

  private final int limit;
  private final List<List<Found>> found;

  NearestFound(String name, int limit, List<List<Found>> found, Map<String, Object> metadata) {
    super(name, metadata);
    this.limit = limit;
    this.found = found;
  }

  NearestFound(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    this.limit = in.readVInt();
    this.found = in.readList(probe -> probe.readList(Found::new));
  }

  /** One list for each probe. */
  public List<List<Found>> found() {
    return found;
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeVInt(limit);
    out.writeCollection(found, (probe, list) -> probe.writeList(list));
  }

  @Override
  public String getWriteableName() {
    return NearestAggregationBuilder.NAME;
  }

  @Override
  public InternalAggregation reduce(List<InternalAggregation> shards, ReduceContext context) {
    List<List<Found>> merged = new ArrayList<>(found.size());
    for (int probe = 0; probe < found.size(); probe++) {
      List<Found> all = new ArrayList<>();
      for (InternalAggregation shard : shards) {
        all.addAll(((NearestFound) shard).found.get(probe));
      }
      all.sort(Found.BEST_FIRST);
      // A copy: what is cut off should not be kept alive.
      merged.add(List.copyOf(all.subList(0, Math.min(limit, all.size()))));
    }
    return new NearestFound(name, limit, merged, metadata);
  }

  @Override
  public XContentBuilder doXContentBody(XContentBuilder builder, Params params) throws IOException {
    return builder.field("probes", found.size());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && limit == ((NearestFound) other).limit
        && found.equals(((NearestFound) other).found);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), limit, found);
  }
}

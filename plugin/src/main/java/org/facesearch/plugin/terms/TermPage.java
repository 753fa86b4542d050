package org.facesearch.plugin.terms;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.lucene.util.BytesRef;
import org.facesearch.plugin.aggregation.InnerResult;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.search.aggregations.InternalAggregation;

/** The first values behind a place, ascending: of a shard, or of several. */
public final class TermPage extends InnerResult {

  private static final WireFormat FORMAT = new WireFormat("a page of terms", 1);

  private final int size;
  private final List<TermCount> terms;

  TermPage(String name, int size, List<TermCount> terms, Map<String, Object> metadata) {
    super(name, metadata);
    this.size = size;
    this.terms = terms;
  }

  TermPage(StreamInput in) throws IOException {
    super(in);
    FORMAT.read(in);
    this.size = in.readVInt();
    this.terms = in.readList(TermCount::new);
  }

  /** In the order of their UTF-8 bytes. */
  public List<TermCount> terms() {
    return terms;
  }

  /** The first of several pages that begin behind the same place: what one page cut off, all do. */
  static List<TermCount> first(int size, Iterable<List<TermCount>> pages) {
    TreeMap<BytesRef, Long> sums = new TreeMap<>();
    for (List<TermCount> page : pages) {
      for (TermCount count : page) {
        sums.merge(count.term(), count.documents(), Long::sum);
      }
    }
    return sums.entrySet().stream()
        .limit(size)
        .map(sum -> new TermCount(sum.getKey(), sum.getValue()))
        .toList();
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeVInt(size);
    out.writeList(terms);
  }

  @Override
  public String getWriteableName() {
    return TermPageAggregationBuilder.NAME;
  }

  @Override
  public InternalAggregation reduce(List<InternalAggregation> shards, ReduceContext context) {
    List<List<TermCount>> pages = shards.stream().map(shard -> ((TermPage) shard).terms).toList();
    return new TermPage(name, size, first(size, pages), metadata);
  }

  @Override
  public XContentBuilder doXContentBody(XContentBuilder builder, Params params) throws IOException {
    return builder.field("terms", terms.size());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && size == ((TermPage) other).size
        && terms.equals(((TermPage) other).terms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), size, terms);
  }
}

package org.facesearch.rest.group;

import java.io.IOException;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.tasks.Task;

/**
 * How far a comparison is, as {@code _tasks?detailed} shows it.
 *
 * @param total entries to compare
 * @param compared of those, how many are done
 * @param rows of those, how many have a hit
 */
public record CompareStatus(long total, long compared, long rows) implements Task.Status {

  private static final WireFormat FORMAT = new WireFormat("the progress of a comparison", 1);

  private static final String NAME = "face_search_compare";

  CompareStatus(StreamInput in) throws IOException {
    this(FORMAT.read(in).readVLong(), in.readVLong(), in.readVLong());
  }

  /** For {@code Plugin.getNamedWriteables}. */
  public static NamedWriteableRegistry.Entry entry() {
    return new NamedWriteableRegistry.Entry(Task.Status.class, NAME, CompareStatus::new);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeVLong(total);
    out.writeVLong(compared);
    out.writeVLong(rows);
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    return builder
        .startObject()
        .field("total", total)
        .field("compared", compared)
        .field("rows", rows)
        .endObject();
  }
}

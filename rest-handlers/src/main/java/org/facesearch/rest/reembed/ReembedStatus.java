package org.facesearch.rest.reembed;

import java.io.IOException;
import org.facesearch.models.reembed.Reached;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.tasks.Task;

/**
 * How far a change of models is, as {@code _tasks?detailed} shows it.
 *
 * @param total documents that the source had in the beginning
 * @param done documents that were looked at; more than that where some were changed meanwhile
 * @param failed of those, how many have no new vector though they had an old one
 */
public record ReembedStatus(long total, long done, long failed) implements Task.Status {

  private static final WireFormat FORMAT = new WireFormat("the progress of a re-embedding", 1);

  private static final String NAME = "face_search_reembed";

  ReembedStatus(StreamInput in) throws IOException {
    this(FORMAT.read(in).readVLong(), in.readVLong(), in.readVLong());
  }

  static ReembedStatus of(Reached reached) {
    return new ReembedStatus(
        reached.total(),
        reached.counts().done(),
        reached.counts().missing() + reached.counts().failed());
  }

  /** For {@code Plugin.getNamedWriteables}. */
  public static NamedWriteableRegistry.Entry entry() {
    return new NamedWriteableRegistry.Entry(Task.Status.class, NAME, ReembedStatus::new);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeVLong(total);
    out.writeVLong(done);
    out.writeVLong(failed);
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
        .field("done", done)
        .field("failed", failed)
        .endObject();
  }
}

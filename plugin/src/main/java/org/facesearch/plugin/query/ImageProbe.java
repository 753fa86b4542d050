package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.Objects;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * A picture, which is looked for as a whole, or whose largest face is, as the field wants it.
 *
 * @param image a data URI, an http(s) URI or bare base64, not looked into yet
 */
record ImageProbe(String image) implements Probe {
  ImageProbe {
    Objects.requireNonNull(image, "image");
  }

  ImageProbe(StreamInput in) throws IOException {
    this(in.readString());
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeEnum(Kind.IMAGE);
    out.writeString(image);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    return builder.field(VisualKnnQueryParser.IMAGE.getPreferredName(), image);
  }

  /** Not the picture, which may be megabytes. */
  @Override
  public String toString() {
    return "ImageProbe[" + image.length() + " characters]";
  }
}

package org.facesearch.plugin.matching;

import java.io.IOException;
import java.util.List;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;

/**
 * What a match is, and what is told of it.
 *
 * @param field a {@code visual_vector}
 * @param minCosine least cosine of a match, -1 to 1
 * @param limit most matches a candidate, at least 1
 * @param told fields of the documents that are matched
 */
public record Criteria(String field, float minCosine, int limit, List<String> told)
    implements Writeable {

  Criteria(StreamInput in) throws IOException {
    this(in.readString(), in.readFloat(), in.readVInt(), in.readStringList());
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeString(field);
    out.writeFloat(minCosine);
    out.writeVInt(limit);
    out.writeStringCollection(told);
  }
}

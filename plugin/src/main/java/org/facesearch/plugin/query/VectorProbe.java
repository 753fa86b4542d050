package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.facesearch.plugin.mapper.UnitVector;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;

/** A vector and, where it is known, the model that made it. */
public final class VectorProbe implements Probe {
  /** As given, and not at unit length yet: normalising twice would not give the same floats. */
  private final float[] vector;

  private final String model;

  /**
   * A vector of any length but zero.
   *
   * @param model id of its model, or null if that is not to be checked
   */
  public VectorProbe(float[] vector, String model) {
    this.vector = Objects.requireNonNull(vector, "vector").clone();
    this.model = model;
  }

  VectorProbe(StreamInput in) throws IOException {
    vector = in.readFloatArray();
    model = in.readOptionalString();
  }

  int dimension() {
    return vector.length;
  }

  /**
   * The direction that is searched for.
   *
   * @param field named in errors
   * @throws IllegalArgumentException if a component is not finite or all are zero
   */
  UnitVector unit(String field) {
    return UnitVector.of(field, vector);
  }

  /** The id of the model, or null if that is not to be checked. */
  String model() {
    return model;
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeEnum(Kind.VECTOR);
    out.writeFloatArray(vector);
    out.writeOptionalString(model);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    builder.array(VisualKnnQueryParser.VECTOR.getPreferredName(), vector);
    if (model != null) {
      builder.field(VisualKnnQueryParser.MODEL.getPreferredName(), model);
    }
    return builder;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorProbe probe
        && Arrays.equals(vector, probe.vector)
        && Objects.equals(model, probe.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(vector), model);
  }

  @Override
  public String toString() {
    return "VectorProbe[" + vector.length + " numbers, model=" + model + "]";
  }
}

package org.facesearch.models.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes the declared shapes of an ONNX file in memory.
 *
 * <p>A fully convolutional network that was exported for one picture size accepts others once its
 * input no longer declares a fixed height and width. Field numbers are those of {@code onnx.proto}
 * (ONNX IR specification).
 */
public final class OnnxGraph {

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_VALUE_INFO = 13;
  private static final int TENSOR_NAME = 8;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIM = 1;
  private static final int DIM_PARAM = 2;

  private OnnxGraph() {}

  /**
   * Frees height and width of the inputs (dimensions 2 and 3 of four), and all that the file
   * declares about shapes behind them.
   *
   * @throws IllegalArgumentException if the bytes are not an ONNX model
   */
  public static byte[] freeSpatialInput(byte[] onnx) {
    try {
      UnknownFieldSet model = UnknownFieldSet.parseFrom(onnx);
      if (!model.hasField(MODEL_GRAPH)) {
        throw new IllegalArgumentException("not an ONNX model: it has no graph");
      }
      return mapMessages(model, MODEL_GRAPH, OnnxGraph::freeGraph).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX model", e);
    }
  }

  private static UnknownFieldSet freeGraph(UnknownFieldSet graph) {
    // Up to IR version 3 every weight is listed as an input too; those keep their shape.
    Set<ByteString> weights = new HashSet<>();
    for (UnknownFieldSet weight : messages(graph, GRAPH_INITIALIZER)) {
      weights.addAll(weight.getField(TENSOR_NAME).getLengthDelimitedList());
    }
    UnknownFieldSet freed =
        mapMessages(
            graph,
            GRAPH_INPUT,
            input ->
                input.getField(VALUE_NAME).getLengthDelimitedList().stream()
                        .anyMatch(weights::contains)
                    ? input
                    : mapShape(input, OnnxGraph::freeHeightAndWidth));
    freed = mapMessages(freed, GRAPH_OUTPUT, output -> mapShape(output, shape -> null));
    return freed.toBuilder().clearField(GRAPH_VALUE_INFO).build();
  }

  private static UnknownFieldSet freeHeightAndWidth(UnknownFieldSet shape) {
    List<UnknownFieldSet> dimensions = messages(shape, SHAPE_DIM);
    if (dimensions.size() != 4) {
      return shape;
    }
    Field.Builder result = Field.newBuilder();
    for (int i = 0; i < 4; i++) {
      result.addLengthDelimited(
          i < 2 ? dimensions.get(i).toByteString() : symbol(i == 2 ? "height" : "width"));
    }
    return shape.toBuilder().clearField(SHAPE_DIM).addField(SHAPE_DIM, result.build()).build();
  }

  private static ByteString symbol(String name) {
    return UnknownFieldSet.newBuilder()
        .addField(
            DIM_PARAM, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(name)).build())
        .build()
        .toByteString();
  }

  private static UnknownFieldSet mapShape(
      UnknownFieldSet value, UnaryOperator<UnknownFieldSet> change) {
    return mapMessages(
        value,
        VALUE_TYPE,
        type ->
            mapMessages(type, TYPE_TENSOR, tensor -> mapMessages(tensor, TENSOR_SHAPE, change)));
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet parent, int number) {
    return parent.getField(number).getLengthDelimitedList().stream().map(OnnxGraph::parse).toList();
  }

  /** Replaces each sub-message; {@code null} takes it out. */
  private static UnknownFieldSet mapMessages(
      UnknownFieldSet parent, int number, UnaryOperator<UnknownFieldSet> change) {
    if (!parent.hasField(number)) {
      return parent;
    }
    Field.Builder changed = Field.newBuilder();
    for (UnknownFieldSet message : messages(parent, number)) {
      UnknownFieldSet next = change.apply(message);
      if (next != null) {
        changed.addLengthDelimited(next.toByteString());
      }
    }
    return parent.toBuilder().clearField(number).addField(number, changed.build()).build();
  }

  private static UnknownFieldSet parse(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX model", e);
    }
  }
}

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
 * Changes an ONNX file in memory. Field numbers are those of {@code onnx.proto} (ONNX IR
 * specification).
 */
public final class OnnxGraph {

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_VALUE_INFO = 13;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int TENSOR_NAME = 8;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_ELEMENT = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIM = 1;
  private static final int DIM_PARAM = 2;
  private static final int FLOAT = 1;

  /** Of the output that {@link #averageOf} makes. */
  private static final String AVERAGE = "average_over_places";

  private OnnxGraph() {}

  /**
   * Frees height and width of the inputs (dimensions 2 and 3 of four), and all that the file
   * declares about shapes behind them. A fully convolutional network that was exported for one
   * picture size thereby accepts others.
   *
   * @throws IllegalArgumentException if the bytes are not an ONNX model
   */
  public static byte[] freeSpatialInput(byte[] onnx) {
    return mapGraph(onnx, OnnxGraph::freeGraph);
  }

  /**
   * Ends the network at one of its inner tensors: the average of that over its places becomes the
   * only output, and whatever is computed behind it goes. Not for nodes that hold graphs of their
   * own (conditions, loops), whose weights would not be seen.
   *
   * @param tensor of shape {@code batch × channels × height × width}; the output is {@code batch ×
   *     channels × 1 × 1}
   * @throws IllegalArgumentException if the bytes are not an ONNX model or no node makes the tensor
   */
  public static byte[] averageOf(byte[] onnx, String tensor) {
    return mapGraph(onnx, graph -> endAt(graph, ByteString.copyFromUtf8(tensor)));
  }

  private static byte[] mapGraph(byte[] onnx, UnaryOperator<UnknownFieldSet> change) {
    try {
      UnknownFieldSet model = UnknownFieldSet.parseFrom(onnx);
      if (!model.hasField(MODEL_GRAPH)) {
        throw new IllegalArgumentException("not an ONNX model: it has no graph");
      }
      return mapMessages(model, MODEL_GRAPH, change).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX model", e);
    }
  }

  private static UnknownFieldSet freeGraph(UnknownFieldSet graph) {
    // Up to IR version 3 every weight is listed as an input too; those keep their shape.
    Set<ByteString> weights = new HashSet<>();
    for (UnknownFieldSet weight : messages(graph, GRAPH_INITIALIZER)) {
      weights.addAll(strings(weight, TENSOR_NAME));
    }
    UnknownFieldSet freed =
        mapMessages(
            graph,
            GRAPH_INPUT,
            input ->
                strings(input, VALUE_NAME).stream().anyMatch(weights::contains)
                    ? input
                    : mapShape(input, OnnxGraph::freeHeightAndWidth));
    freed = mapMessages(freed, GRAPH_OUTPUT, output -> mapShape(output, shape -> null));
    return freed.toBuilder().clearField(GRAPH_VALUE_INFO).build();
  }

  private static UnknownFieldSet endAt(UnknownFieldSet graph, ByteString tensor) {
    Field.Builder nodes = Field.newBuilder();
    Set<ByteString> used = new HashSet<>();
    boolean made = false;
    // Nodes are listed in the order in which they can run, so the tensor needs no later one.
    for (UnknownFieldSet node : messages(graph, GRAPH_NODE)) {
      nodes.addLengthDelimited(node.toByteString());
      used.addAll(strings(node, NODE_INPUT));
      made = strings(node, NODE_OUTPUT).contains(tensor);
      if (made) {
        break;
      }
    }
    if (!made) {
      throw new IllegalArgumentException("no node makes the tensor " + tensor.toStringUtf8());
    }
    ByteString average = ByteString.copyFromUtf8(AVERAGE);
    UnknownFieldSet pooling =
        UnknownFieldSet.newBuilder()
            .addField(NODE_INPUT, bytes(tensor))
            .addField(NODE_OUTPUT, bytes(average))
            .addField(NODE_OPERATOR, bytes(ByteString.copyFromUtf8("GlobalAveragePool")))
            .build();
    UnknownFieldSet rest = keep(graph, GRAPH_INITIALIZER, TENSOR_NAME, used);
    return keep(rest, GRAPH_INPUT, VALUE_NAME, used).toBuilder()
        .clearField(GRAPH_VALUE_INFO)
        .clearField(GRAPH_NODE)
        .addField(GRAPH_NODE, nodes.addLengthDelimited(pooling.toByteString()).build())
        .clearField(GRAPH_OUTPUT)
        .addField(GRAPH_OUTPUT, bytes(floats(average)))
        .build();
  }

  /** Weights, and inputs that stand for weights, of nodes that are gone must go too. */
  private static UnknownFieldSet keep(
      UnknownFieldSet graph, int number, int name, Set<ByteString> used) {
    return mapMessages(
        graph,
        number,
        message -> strings(message, name).stream().anyMatch(used::contains) ? message : null);
  }

  /** Declares a tensor of floats, of whatever shape. */
  private static ByteString floats(ByteString name) {
    Field element = Field.newBuilder().addVarint(FLOAT).build();
    UnknownFieldSet tensor = UnknownFieldSet.newBuilder().addField(TENSOR_ELEMENT, element).build();
    UnknownFieldSet type =
        UnknownFieldSet.newBuilder().addField(TYPE_TENSOR, bytes(tensor.toByteString())).build();
    return UnknownFieldSet.newBuilder()
        .addField(VALUE_NAME, bytes(name))
        .addField(VALUE_TYPE, bytes(type.toByteString()))
        .build()
        .toByteString();
  }

  private static Field bytes(ByteString value) {
    return Field.newBuilder().addLengthDelimited(value).build();
  }

  private static List<ByteString> strings(UnknownFieldSet message, int number) {
    return message.getField(number).getLengthDelimitedList();
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
        .addField(DIM_PARAM, bytes(ByteString.copyFromUtf8(name)))
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
    return strings(parent, number).stream().map(OnnxGraph::parse).toList();
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

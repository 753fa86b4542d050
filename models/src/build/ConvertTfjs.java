import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Makes ONNX files of networks that are published as TensorFlow.js graphs, at build time.
 *
 * <p>A bundle whose manifest has {@code origin.tfjs} is made of the two files that {@link
 * FetchFromNpm} has laid down and checked: the topology (JSON) and its weights, one file of 16-bit
 * floats. The same files give the same bytes, whose SHA-256 must be the manifest's. Known are the
 * operations of a MobileNet with dense layers at its end; another one is an error, not a guess.
 *
 * <p>TensorFlow orders pictures as height, width, channels; the ONNX file wants channels first,
 * like all networks here. So the weights are reordered, and no picture ever is. They stay 16 bits
 * wide in the file and are widened when it is loaded.
 *
 * <p>Run by the {@code models} module in the JDK's source launcher:
 *
 * <pre>ConvertTfjs BUNDLES_SOURCE FETCHED BUNDLES_TARGET</pre>
 */
public final class ConvertTfjs {

  private static final ObjectMapper JSON = new ObjectMapper();

  // Of onnx.proto: element types, types of attributes, the version of the operators.
  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;
  private static final int INT = 2;
  private static final int STRING = 3;
  private static final int INTS = 7;
  private static final int IR = 7;
  private static final int OPSET = 13;

  /** The number 6 as a 16-bit float. */
  private static final int HALF_SIX = 0x4600;

  public static void main(String[] args) throws IOException {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(Path.of(args[0]), Files::isDirectory)) {
      for (Path folder : folders) {
        JsonNode manifest = JSON.readTree(folder.resolve("manifest.json").toFile());
        JsonNode origin = manifest.required("origin").path("tfjs");
        String id = folder.getFileName().toString();
        Path target = Path.of(args[2], id, manifest.required("file").asText());
        String sha256 = manifest.required("sha256").asText();
        if (!origin.isMissingNode() && !isThere(target, sha256)) {
          make(manifest, Path.of(args[1], id), target, sha256);
        }
      }
    }
  }

  private static boolean isThere(Path target, String sha256) throws IOException {
    return Files.isRegularFile(target) && sha256(Files.readAllBytes(target)).equals(sha256);
  }

  private static void make(JsonNode manifest, Path fetched, Path target, String sha256)
      throws IOException {
    JsonNode origin = manifest.required("origin").required("tfjs");
    JsonNode topology = JSON.readTree(fetched.resolve(name(origin.required("topology"))).toFile());
    byte[] weights = Files.readAllBytes(fetched.resolve(name(origin.required("weights"))));
    List<String> outputs = new ArrayList<>();
    origin.required("outputs").forEach(output -> outputs.add(output.asText()));
    byte[] onnx;
    try {
      onnx = new ConvertTfjs(topology, weights).model(outputs);
    } catch (IllegalArgumentException e) {
      System.err.println(
          name(origin.required("topology")) + " was not converted: " + e.getMessage());
      System.exit(1);
      return;
    }
    String made = sha256(onnx);
    if (!made.equals(sha256)) {
      System.err.printf(
          "%s was converted to a file of SHA-256 %s, expected %s. Nothing was kept.%n",
          target.getFileName(), made, sha256);
      System.exit(1);
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Files.write(part, onnx);
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String name(JsonNode file) {
    return Path.of(file.required("path").asText()).getFileName().toString();
  }

  /** A constant of the graph: 16-bit floats (of integers only the shape is known). */
  private record Weight(List<Integer> shape, short[] values) {

    boolean isScalar(int half) {
      return shape.isEmpty() && values.length == 1 && values[0] == half;
    }
  }

  private final Map<String, JsonNode> operations = new HashMap<>();
  private final List<JsonNode> inOrder = new ArrayList<>();
  private final Map<String, Weight> constants = new HashMap<>();
  private final Field.Builder nodes = Field.newBuilder();
  private final Field.Builder initializers = Field.newBuilder();

  private ConvertTfjs(JsonNode topology, byte[] weights) {
    for (JsonNode node : topology.required("modelTopology").required("node")) {
      operations.put(node.required("name").asText(), node);
      inOrder.add(node);
    }
    ByteBuffer bytes = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode group : topology.required("weightsManifest")) {
      for (JsonNode weight : group.required("weights")) {
        constants.put(weight.required("name").asText(), read(weight, bytes));
      }
    }
    check(!bytes.hasRemaining(), "there are more weights than the topology names");
  }

  private static Weight read(JsonNode weight, ByteBuffer bytes) {
    List<Integer> shape = new ArrayList<>();
    int count = 1;
    for (JsonNode side : weight.required("shape")) {
      shape.add(side.asInt());
      count *= side.asInt();
    }
    if (weight.required("dtype").asText().equals("int32")) {
      bytes.position(bytes.position() + Integer.BYTES * count);
      return new Weight(shape, new short[0]);
    }
    check(
        weight.path("quantization").path("dtype").asText().equals("float16"),
        weight.required("name").asText() + " is not of 16-bit floats");
    check(bytes.remaining() >= Short.BYTES * count, "there are too few weights");
    short[] values = new short[count];
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
    bytes.position(bytes.position() + Short.BYTES * count);
    return new Weight(shape, values);
  }

  /** The whole file. */
  private byte[] model(List<String> outputs) {
    floats("zero", 0);
    floats("six", 6);
    String input = null;
    long[] inputShape = null;
    for (JsonNode node : inOrder) {
      if (node.required("op").asText().equals("Placeholder")) {
        check(input == null, "there are several inputs");
        JsonNode sides = node.required("attr").required("shape").required("shape").required("dim");
        input = node.required("name").asText();
        inputShape =
            new long[] {
              1,
              sides.get(3).required("size").asLong(),
              sides.get(1).required("size").asLong(),
              sides.get(2).required("size").asLong()
            };
      } else {
        convert(node);
      }
    }
    check(input != null, "there is no input");
    Field.Builder results = Field.newBuilder();
    for (String output : outputs) {
      check(operations.containsKey(output), "there is no output " + output);
      results.addLengthDelimited(value(output).toByteString());
    }
    UnknownFieldSet graph =
        UnknownFieldSet.newBuilder()
            .addField(1, nodes.build())
            .addField(2, text("tfjs"))
            .addField(5, initializers.build())
            .addField(11, messages(value(input, inputShape)))
            .addField(12, results.build())
            .build();
    UnknownFieldSet operators = UnknownFieldSet.newBuilder().addField(2, number(OPSET)).build();
    return UnknownFieldSet.newBuilder()
        .addField(1, number(IR))
        .addField(7, messages(graph))
        .addField(8, messages(operators))
        .build()
        .toByteArray();
  }

  private void convert(JsonNode node) {
    String name = node.required("name").asText();
    switch (node.required("op").asText()) {
      case "Const", "Relu", "Minimum" -> {
        // Constants are written where they are used, the other two as a part of Maximum.
      }
      case "Conv2D" -> convolution(node, false);
      case "DepthwiseConv2dNative" -> convolution(node, true);
      case "Mul" -> perChannel("Mul", node);
      case "Add", "AddV2" -> perChannel("Add", node);
      case "Maximum" -> limited(node);
      case "Mean" -> {
        check(
            constants.get(input(node, 1)).shape().equals(List.of(2))
                && !node.required("attr").path("keep_dims").path("b").asBoolean(),
            name + " is no average over height and width");
        add("GlobalAveragePool", name + "/pooled", List.of(input(node, 0)));
        add("Flatten", name, List.of(name + "/pooled"));
      }
      case "_FusedMatMul" -> dense(node);
      case "Sigmoid" -> add("Sigmoid", name, List.of(input(node, 0)));
      case "Softmax" -> add("Softmax", name, List.of(input(node, 0)));
      default -> throw new IllegalArgumentException("unknown operation " + node.required("op"));
    }
  }

  private void convolution(JsonNode node, boolean depthwise) {
    String name = node.required("name").asText();
    JsonNode attributes = node.required("attr");
    check(string(attributes.required("data_format")).equals("NHWC"), name + " is not NHWC");
    check(string(attributes.required("padding")).equals("SAME"), name + " is not padded as known");
    JsonNode strides = attributes.required("strides").required("list").required("i");
    for (JsonNode dilation : attributes.required("dilations").required("list").required("i")) {
      check(dilation.asInt() == 1, name + " is dilated");
    }
    String weights = input(node, 1);
    Weight kernel = constants.get(weights);
    check(kernel != null && kernel.shape().size() == 4, name + " has no kernel");
    int height = kernel.shape().get(0);
    int width = kernel.shape().get(1);
    int in = kernel.shape().get(2);
    int out = kernel.shape().get(3);
    int filters = depthwise ? in * out : out;
    int depth = depthwise ? 1 : in;
    short[] reordered = new short[kernel.values().length];
    int to = 0;
    for (int filter = 0; filter < filters; filter++) {
      for (int channel = 0; channel < depth; channel++) {
        for (int place = 0; place < height * width; place++) {
          // Of a depthwise kernel the last two sides together count the filters.
          reordered[to++] =
              kernel
                  .values()[
                  depthwise ? place * filters + filter : (place * in + channel) * out + filter];
        }
      }
    }
    halves(weights, reordered, filters, depth, height, width);
    // SAME of TensorFlow pads more at the right and at the bottom, as SAME_UPPER does.
    add(
        "Conv",
        name,
        List.of(input(node, 0), weights),
        attribute("auto_pad", STRING, 4, text("SAME_UPPER")),
        attribute("group", INT, 3, number(depthwise ? in : 1)),
        attribute("kernel_shape", INTS, 8, numbers(height, width)),
        attribute("strides", INTS, 8, numbers(strides.get(1).asLong(), strides.get(2).asLong())));
  }

  /** A number for each channel of a picture. */
  private void perChannel(String operator, JsonNode node) {
    String name = node.required("name").asText();
    String weights = input(node, 1);
    Weight weight = constants.get(weights);
    check(weight != null && weight.shape().size() == 1, name + " is not one number a channel");
    halves(weights, weight.values(), weight.shape().get(0), 1, 1);
    add(operator, name, List.of(input(node, 0), weights));
  }

  /** {@code max(min(relu(x), 6), 0)} is Keras's ReLU6: one operation here. */
  private void limited(JsonNode node) {
    String name = node.required("name").asText();
    JsonNode minimum = operations.get(input(node, 0));
    check(minimum != null && minimum.required("op").asText().equals("Minimum"), name);
    JsonNode relu = operations.get(input(minimum, 0));
    check(relu != null && relu.required("op").asText().equals("Relu"), name);
    check(
        constants.get(input(minimum, 1)).isScalar(HALF_SIX)
            && constants.get(input(node, 1)).isScalar(0),
        name + " has other limits than 0 and 6");
    add("Clip", name, List.of(input(relu, 0), "zero", "six"));
  }

  private void dense(JsonNode node) {
    String name = node.required("name").asText();
    JsonNode attributes = node.required("attr");
    check(
        !attributes.path("transpose_a").path("b").asBoolean()
            && !attributes.path("transpose_b").path("b").asBoolean(),
        name + " is transposed");
    List<String> fused = new ArrayList<>();
    for (JsonNode operation : attributes.required("fused_ops").required("list").required("s")) {
      fused.add(base64(operation.asText()));
    }
    boolean relu = fused.equals(List.of("BiasAdd", "Relu"));
    check(relu || fused.equals(List.of("BiasAdd")), name + " is fused with " + fused);
    for (String weights : List.of(input(node, 1), input(node, 2))) {
      Weight weight = constants.get(weights);
      halves(
          weights,
          weight.values(),
          weight.shape().stream().mapToLong(Integer::longValue).toArray());
    }
    String sum = relu ? name + "/sum" : name;
    add("Gemm", sum, List.of(input(node, 0), input(node, 1), input(node, 2)));
    if (relu) {
      add("Relu", name, List.of(sum));
    }
  }

  private static String input(JsonNode node, int number) {
    return node.required("input").required(number).asText();
  }

  private static String string(JsonNode attribute) {
    return base64(attribute.required("s").asText());
  }

  private static String base64(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static void check(boolean good, String what) {
    if (!good) {
      throw new IllegalArgumentException(what);
    }
  }

  private void add(
      String operator, String output, List<String> inputs, UnknownFieldSet... attributes) {
    Field.Builder names = Field.newBuilder();
    inputs.forEach(name -> names.addLengthDelimited(ByteString.copyFromUtf8(name)));
    UnknownFieldSet.Builder node =
        UnknownFieldSet.newBuilder()
            .addField(1, names.build())
            .addField(2, text(output))
            .addField(4, text(operator));
    if (attributes.length > 0) {
      node.addField(5, messages(attributes));
    }
    nodes.addLengthDelimited(node.build().toByteString());
  }

  private static UnknownFieldSet attribute(String name, int type, int field, Field value) {
    return UnknownFieldSet.newBuilder()
        .addField(1, text(name))
        .addField(field, value)
        .addField(20, number(type))
        .build();
  }

  /** Weights of 16 bits, and the node that widens them to what is computed with. */
  private void halves(String name, short[] values, long... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asShortBuffer().put(values);
    initializer(name + "/half", FLOAT16, raw, shape);
    add("Cast", name, List.of(name + "/half"), attribute("to", INT, 3, number(FLOAT)));
  }

  private void floats(String name, float value) {
    ByteBuffer raw = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.putFloat(0, value);
    initializer(name, FLOAT, raw);
  }

  private void initializer(String name, int type, ByteBuffer raw, long... shape) {
    UnknownFieldSet.Builder tensor = UnknownFieldSet.newBuilder();
    if (shape.length > 0) {
      tensor.addField(1, numbers(shape));
    }
    initializers.addLengthDelimited(
        tensor
            .addField(2, number(type))
            .addField(8, text(name))
            .addField(9, Field.newBuilder().addLengthDelimited(ByteString.copyFrom(raw)).build())
            .build()
            .toByteString());
  }

  /** A tensor of floats, of any shape where none is given. */
  private static UnknownFieldSet value(String name, long... shape) {
    UnknownFieldSet.Builder tensor = UnknownFieldSet.newBuilder().addField(1, number(FLOAT));
    if (shape.length > 0) {
      Field.Builder sides = Field.newBuilder();
      for (long side : shape) {
        sides.addLengthDelimited(
            UnknownFieldSet.newBuilder().addField(1, number(side)).build().toByteString());
      }
      tensor.addField(2, messages(UnknownFieldSet.newBuilder().addField(1, sides.build()).build()));
    }
    UnknownFieldSet type =
        UnknownFieldSet.newBuilder().addField(1, messages(tensor.build())).build();
    return UnknownFieldSet.newBuilder().addField(1, text(name)).addField(2, messages(type)).build();
  }

  private static Field messages(UnknownFieldSet... messages) {
    Field.Builder field = Field.newBuilder();
    for (UnknownFieldSet message : messages) {
      field.addLengthDelimited(message.toByteString());
    }
    return field.build();
  }

  private static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  private static Field number(long number) {
    return Field.newBuilder().addVarint(number).build();
  }

  private static Field numbers(long... numbers) {
    Field.Builder field = Field.newBuilder();
    for (long number : numbers) {
      field.addVarint(number);
    }
    return field.build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

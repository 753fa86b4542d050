package org.facesearch.models.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.facesearch.models.image.RgbImage;

/**
 * An embedder of a few weights and of any dimension: the picture's averages over 7 × 7 squares,
 * multiplied with random numbers. It knows nobody; what it makes of a picture can be told without
 * it.
 */
public final class TinyEmbedder {

  private static final int SIDE = 112;
  private static final int SQUARES = 7;
  private static final int STEP = SIDE / SQUARES;
  private static final int INPUTS = 3 * SQUARES * SQUARES;
  private static final double MEAN = 100;
  private static final double STD = 50;

  private TinyEmbedder() {}

  /** Writes a bundle of the id {@code tiny-<dimension>}, without rates. */
  public static void write(Path directory, int dimension) throws IOException {
    Files.createDirectories(directory);
    byte[] network = network(dimension);
    Files.write(directory.resolve("tiny.onnx"), network);
    Files.writeString(
        directory.resolve("manifest.json"),
        String.format(
            Locale.ROOT,
            "{\"id\":\"tiny-%d\",\"role\":\"embedder\",\"architecture\":\"arcface112\","
                + "\"file\":\"tiny.onnx\",\"sha256\":\"%s\",\"dimension\":%d,"
                + "\"input\":{\"size\":112,\"color\":\"BGR\",\"mean\":[100,100,100],"
                + "\"std\":[50,50,50]},\"template\":[[38.2946,51.6963],[73.5318,51.5014],"
                + "[56.0252,71.7366],[41.5493,92.3655],[70.7299,92.2041]]}",
            dimension,
            sha256(network),
            dimension));
  }

  /** What the network makes of a picture, at length 1. */
  public static float[] expected(RgbImage image, int dimension) {
    float[] weights = weights(dimension);
    double[] sums = new double[dimension];
    for (int channel = 0; channel < 3; channel++) {
      for (int square = 0; square < SQUARES * SQUARES; square++) {
        double average = 0;
        for (int i = 0; i < STEP * STEP; i++) {
          int x = square % SQUARES * STEP + i % STEP;
          int y = Math.floorDiv(square, SQUARES) * STEP + Math.floorDiv(i, STEP);
          // Blue first.
          average += image.data()[3 * (y * SIDE + x) + 2 - channel] & 0xff;
        }
        double value = (average / (STEP * STEP) - MEAN) / STD;
        for (int k = 0; k < dimension; k++) {
          sums[k] += value * weights[(channel * SQUARES * SQUARES + square) * dimension + k];
        }
      }
    }
    double length = 0;
    for (double sum : sums) {
      length += sum * sum;
    }
    float[] vector = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      vector[k] = (float) (sums[k] / Math.sqrt(length));
    }
    return vector;
  }

  private static float[] weights(int dimension) {
    Random random = new Random(dimension);
    float[] weights = new float[INPUTS * dimension];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return weights;
  }

  /** An ONNX file (field numbers of {@code onnx.proto}): average pooling, flatten, multiply. */
  private static byte[] network(int dimension) {
    UnknownFieldSet graph =
        UnknownFieldSet.newBuilder()
            .addField(
                1,
                messages(
                    node(
                        "AveragePool",
                        List.of("input"),
                        "pooled",
                        numbers("kernel_shape", STEP, STEP),
                        numbers("strides", STEP, STEP)),
                    node("Flatten", List.of("pooled"), "flat"),
                    node("MatMul", List.of("flat", "weights"), "output")))
            .addField(2, text("tiny"))
            .addField(5, messages(tensor("weights", weights(dimension), INPUTS, dimension)))
            .addField(11, messages(value("input", 1, 3, SIDE, SIDE)))
            .addField(12, messages(value("output", 1, dimension)))
            .build();
    UnknownFieldSet operators = UnknownFieldSet.newBuilder().addField(2, number(11)).build();
    return UnknownFieldSet.newBuilder()
        .addField(1, number(6))
        .addField(7, messages(graph))
        .addField(8, messages(operators))
        .build()
        .toByteArray();
  }

  private static UnknownFieldSet node(
      String operator, List<String> inputs, String output, UnknownFieldSet... attributes) {
    Field.Builder names = Field.newBuilder();
    inputs.forEach(input -> names.addLengthDelimited(ByteString.copyFromUtf8(input)));
    return UnknownFieldSet.newBuilder()
        .addField(1, names.build())
        .addField(2, text(output))
        .addField(4, text(operator))
        .addField(5, messages(attributes))
        .build();
  }

  private static UnknownFieldSet numbers(String name, long... values) {
    Field.Builder list = Field.newBuilder();
    for (long value : values) {
      list.addVarint(value);
    }
    return UnknownFieldSet.newBuilder()
        .addField(1, text(name))
        .addField(8, list.build())
        .addField(20, number(7))
        .build();
  }

  private static UnknownFieldSet tensor(String name, float[] values, long... shape) {
    Field.Builder dimensions = Field.newBuilder();
    for (long side : shape) {
      dimensions.addVarint(side);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return UnknownFieldSet.newBuilder()
        .addField(1, dimensions.build())
        .addField(2, number(1))
        .addField(8, text(name))
        .addField(9, Field.newBuilder().addLengthDelimited(ByteString.copyFrom(raw)).build())
        .build();
  }

  private static UnknownFieldSet value(String name, long... shape) {
    UnknownFieldSet[] sides = new UnknownFieldSet[shape.length];
    for (int i = 0; i < shape.length; i++) {
      sides[i] = UnknownFieldSet.newBuilder().addField(1, number(shape[i])).build();
    }
    UnknownFieldSet dimensions = UnknownFieldSet.newBuilder().addField(1, messages(sides)).build();
    UnknownFieldSet tensor =
        UnknownFieldSet.newBuilder()
            .addField(1, number(1))
            .addField(2, messages(dimensions))
            .build();
    UnknownFieldSet type = UnknownFieldSet.newBuilder().addField(1, messages(tensor)).build();
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

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

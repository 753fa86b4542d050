package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.VectorUtil;

/**
 * What {@code picturesearch} takes in a window of as many events as it looks at in one call, and
 * what reading as many vectors from a mapped file and multiplying them takes in a plain loop of one
 * thread. Searched for are a face that nobody has; one that so many have that the first thousand
 * fill the page; and one that almost a thousand have, all over the window. They take turns.
 *
 * <p>Arguments: the node's address, a photograph with a face, the number of events (50000), of
 * rounds (50).
 */
public final class EventScan {

  private static final int DIMENSION = 512;
  private static final int WARM = 10;

  /** A day that nobody else uses. */
  private static final String DAY = "2090.02.01";

  private static final double BEGIN = Instant.parse("2090-02-01T00:00:00Z").toEpochMilli() / 1000.0;

  /** What a camera tells of a face, and what is told of a stranger. */
  private static final String REST =
      "\"identity_name\":\"stranger\",\"identity_id\":\"\",\"identity_info\":{},"
          + "\"person_type\":4,\"score\":0.1,\"recognize_face_pic_id\":\"1598235465.0562618\","
          + "\"spot_pic_id\":\"1598235465.0563743\",\"ep_info\":{\"ep_type\":\"rtsp\","
          + "\"ep_ip\":\"192.168.1.100\",\"ep_name\":\"door\",\"device_id\":\"a05b7733-91cb\","
          + "\"ep_id\":\"0xe0a509001092__rtsp://192.168.1.100:8554/ch102\"},"
          + "\"recognize_face_attr\":{\"mask\":null,\"expression\":null,\"hat\":null,"
          + "\"point\":[708,790,759,728,796,335,322,378,424,414],\"glasses\":null,"
          + "\"gender\":null,\"box\":[650,217,839,463],\"age\":null},"
          + "\"face_quality\":{\"confidence\":0.99,\"sharpness\":0.12,\"pose\":0.08}";

  private final Node node;
  private final String face;
  private final int rounds;
  private final FaceLikeVectors vectors;
  private float best;

  private EventScan(Node node, String face, int events, int rounds) {
    this.node = node;
    this.face = face;
    this.rounds = rounds;
    this.vectors = new FaceLikeVectors(events, DIMENSION, 20261121);
  }

  /** Fills a day with events and searches it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    byte[] photograph = Files.readAllBytes(Path.of(args[1]));
    new EventScan(
            new Node(args[0]),
            Base64.getEncoder().encodeToString(photograph),
            args.length > 2 ? Integer.parseInt(args[2]) : 50_000,
            args.length > 3 ? Integer.parseInt(args[3]) : 50)
        .run();
  }

  private void run() throws IOException, InterruptedException {
    String model = fill();
    Path file = Files.createTempFile("vectors", ".bin");
    try {
      write(file);
      System.out.printf(Locale.ROOT, "# %d events, vectors of %s%n", vectors.size(), model);
      measure(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Gives the model of the vectors. An index of as many, from an earlier run, has the same. */
  private String fill() throws IOException, InterruptedException {
    String model = "arcface-fr-512";
    String index = "face-events-" + model + "-" + DAY;
    JsonNode there = node.call("GET", "/_cat/indices/" + index + "*?format=json", "");
    if (there.at("/0/docs.count").asInt() == vectors.size()) {
      return model;
    }
    node.call("DELETE", "/" + index + "?ignore_unavailable=true", "");
    ObjectNode body = Node.JSON.createObjectNode();
    body.putObject("aliases").putObject("face-events");
    body.putObject("settings")
        .put("number_of_replicas", 0)
        .put("index.max_result_window", 60_000)
        .put("index.face_search.events.model", model)
        .putPOJO("index.sort.field", List.of("timestamp", "event_id"))
        .putPOJO("index.sort.order", List.of("desc", "asc"));
    ObjectNode mapping = body.putObject("mappings").put("dynamic", false);
    ObjectNode fields = mapping.putObject("properties");
    fields.putObject("timestamp").put("type", "double");
    fields.putObject("event_id").put("type", "keyword");
    fields
        .putObject("vector")
        .put("type", "visual_vector")
        .put("model", model)
        .put("keep_rest", true);
    node.call("PUT", "/" + index, body.toString());
    long begin = System.nanoTime();
    new BulkFill(node, index, vectors.size(), this::document).run();
    node.call("POST", "/" + index + "/_refresh", "");
    System.out.printf(Locale.ROOT, "# filled after %.0f s%n", (System.nanoTime() - begin) / 1e9);
    return model;
  }

  private BulkFill.Document document(int number) {
    String id = "event-" + number;
    return new BulkFill.Document(
        id,
        String.format(
            Locale.ROOT,
            "{\"event_id\":\"%s\",\"timestamp\":%.3f,%s,\"vector\":%s}",
            id,
            BEGIN + number,
            REST,
            BulkFill.json(vectors.photo(number))));
  }

  private void write(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < vectors.size(); i++) {
        one.clear().asFloatBuffer().put(vectors.photo(i));
        channel.write(one);
      }
    }
  }

  private void measure(Path file) throws IOException, InterruptedException {
    List<Double> plain = new ArrayList<>();
    Calls few = new Calls(82);
    Calls many = new Calls(0);
    Calls spread = new Calls(aThousandFound());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      FloatBuffer floats = mapped.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[] probe = vectors.probe(0);
      for (int round = 0; round < WARM + rounds; round++) {
        long begin = System.nanoTime();
        best = nearest(floats, probe);
        plain.add((System.nanoTime() - begin) / 1e6);
        few.call();
        many.call();
        spread.call();
      }
    }
    double loop = median(plain);
    System.out.printf(Locale.ROOT, "# best cosine of the loop %.3f%n", best);
    System.out.println("| | events found | search ms | whole call ms | search / loop |");
    System.out.printf(Locale.ROOT, "| plain loop | | %.1f | | 1 |%n", loop);
    few.print(loop);
    many.print(loop);
    spread.print(loop);
  }

  /** The least threshold in per cent with which all that is found goes into one page. */
  private double aThousandFound() throws IOException, InterruptedException {
    double low = 0;
    double high = 82;
    for (int step = 0; step < 12; step++) {
      double middle = (low + high) / 2;
      Calls calls = new Calls(middle);
      calls.call();
      if (calls.last.path("have_more").asBoolean()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static float nearest(FloatBuffer floats, float[] probe) {
    float[] vector = new float[DIMENSION];
    float best = -1;
    for (int from = 0; from < floats.limit(); from += DIMENSION) {
      floats.get(from, vector);
      best = Math.max(best, VectorUtil.dotProduct(probe, vector));
    }
    return best;
  }

  /** Calls with one threshold. */
  private final class Calls {

    private final String body;
    private final double threshold;
    private final List<Double> search = new ArrayList<>();
    private final List<Double> whole = new ArrayList<>();
    private JsonNode last;

    Calls(double threshold) {
      this.threshold = threshold;
      this.body =
          Node.JSON
              .createObjectNode()
              .put("face_image_base64", face)
              .put("starttime", BEGIN)
              .put("endtime", BEGIN + vectors.size())
              .put("threshold", threshold)
              .put("with_debug_info", true)
              .toString();
    }

    void call() throws IOException, InterruptedException {
      long begin = System.nanoTime();
      last = node.call("POST", "/SophonMatch/api/picturesearch", body);
      whole.add((System.nanoTime() - begin) / 1e6);
      search.add(last.at("/debug_info/search").asDouble());
    }

    void print(double loop) {
      System.out.printf(
          Locale.ROOT,
          "| threshold %.2f | %d | %.1f | %.1f | %.2f |%n# %s%n",
          threshold,
          last.path("total_count").asInt(),
          median(search),
          median(whole),
          median(search) / loop,
          last.path("debug_info"));
    }
  }

  /** The first rounds do not count. */
  private static double median(List<Double> times) {
    return Timing.median(times.subList(WARM, times.size()));
  }
}

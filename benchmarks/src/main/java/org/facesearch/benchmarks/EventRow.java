package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.VectorUtil;

/**
 * What {@code picturesearch} takes in a window of as many events as it looks at in one call, by
 * what reading as many vectors from a mapped file and multiplying them takes in a plain loop of one
 * thread: the search alone, which the answer tells apart from the work on the picture. Once few
 * events are alike enough; once a thousand among all are, so that all are looked at and a page is
 * full; once all are, and a page ends with the first thousand.
 */
final class EventRow implements Row {

  private static final int DIMENSION = LargeGroup.DIMENSION;

  private static final int FEW_ALIKE = 82;

  /** Keeps the loop from being left out. */
  private volatile float best;

  @Override
  public String key() {
    return "events";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    FaceLikeVectors vectors = new FaceLikeVectors(plan.events(), DIMENSION, 20261121);
    EventDay day = new EventDay(plan.node(), vectors);
    Path file = Files.createTempFile("vectors", ".bin");
    try (Pictures pictures = new Pictures(plan)) {
      String face = pictures.base64(0);
      day.fill();
      int many = manyAlike(day, face, plan.events() / 50);
      write(vectors, file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        FloatBuffer floats =
            channel
                .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] probe = vectors.probe(0);
        Turns turns =
            Turns.of(
                plan.brief() ? 0 : 10,
                5 * plan.rounds(),
                Turns.millis(round -> best = nearest(floats, probe)),
                round -> searching(day.search(face, FEW_ALIKE)),
                round -> searching(day.search(face, many)),
                round -> searching(day.search(face, 0)));
        return List.of(
            outcome(plan, turns, 1, "few alike"),
            outcome(plan, turns, 2, "one in 50 alike"),
            outcome(plan, turns, 3, "all alike"));
      }
    } finally {
      Files.delete(file);
      // A search for events of this face would find these for ever.
      day.remove();
    }
  }

  /** The highest threshold with so many alike. */
  private static int manyAlike(EventDay day, String face, int events)
      throws IOException, InterruptedException {
    for (int threshold = FEW_ALIKE; threshold > 0; threshold--) {
      if (day.search(face, threshold).at("/event_list").size() >= events) {
        return threshold;
      }
    }
    throw new IOException("fewer than " + events + " events are found at any threshold");
  }

  private static Outcome outcome(Plan plan, Turns turns, int side, String what) {
    return Outcome.atMost(
        3,
        String.format(
            Locale.ROOT,
            "picturesearch over %,d events, %s: search time by that of a plain loop",
            plan.events(),
            what),
        turns.ratio(side, 0),
        String.format(
            Locale.ROOT, "%.1f and %.1f ms", turns.of(side).median(), turns.of(0).median()));
  }

  private static double searching(JsonNode answer) throws IOException {
    JsonNode millis = answer.at("/debug_info/search");
    if (!millis.isNumber()) {
      throw new IOException("no time of the search: " + answer);
    }
    return millis.asDouble();
  }

  private static void write(FaceLikeVectors vectors, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < vectors.size(); i++) {
        one.clear().asFloatBuffer().put(vectors.photo(i));
        channel.write(one);
      }
    }
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
}

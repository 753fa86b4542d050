package org.facesearch.benchmarks;

import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A group that is filled through {@code _bulk}, ten photos of each person. Of every hundred faces
 * fifty have the tag {@code default}, one {@code hundredth}, whoever is in the photo, and each five
 * of the others a tag of their own. The ids are in another order than the documents.
 */
final class LargeGroup {

  static final int DIMENSION = 512;

  /** Of half of the faces. */
  static final String HALF = "default";

  /** Of one face in a hundred. */
  static final String HUNDREDTH = "hundredth";

  private static final int FACES_OF_A_TAG = 5;
  private static final int RARE_OF_A_HUNDRED = 49;
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  /** Its inverse. */
  private static final long GATHER =
      BigInteger.valueOf(SCATTER).modInverse(BigInteger.ONE.shiftLeft(64)).longValue();

  private final Node node;
  private final int count;
  private final int withVector;
  private final FaceLikeVectors vectors;

  /**
   * Of so many faces.
   *
   * @param count a multiple of a thousand
   * @param withVector the first ones have a vector: most of the time that filling takes is theirs
   */
  LargeGroup(Node node, int count, int withVector) {
    this.node = node;
    this.count = count;
    this.withVector = withVector;
    this.vectors = new FaceLikeVectors(count, DIMENSION, 20261121);
  }

  String name() {
    return "group-size-" + count;
  }

  String index() {
    return "faces-" + name();
  }

  /** Of the group's calls. */
  String path() {
    return "/v1/face/groups/" + name();
  }

  int count() {
    return count;
  }

  int withVector() {
    return withVector;
  }

  /** Distinct tags. */
  int tags() {
    return 2 + Math.ceilDiv(count / 100 * RARE_OF_A_HUNDRED, FACES_OF_A_TAG);
  }

  FaceLikeVectors vectors() {
    return vectors;
  }

  static String id(int face) {
    return HexFormat.of().toHexDigits(face * SCATTER);
  }

  /** The face of an id. */
  static int face(String id) {
    return (int) (HexFormat.fromHexDigitsToLong(id) * GATHER);
  }

  String tag(int face) {
    // The photos of a person are a tenth of the group apart: the step spreads them over the tags.
    int place =
        (face + 37 * (face / Math.ceilDiv(count, FaceLikeVectors.PHOTOS_OF_A_PERSON))) % 100;
    if (place > RARE_OF_A_HUNDRED) {
      return HALF;
    }
    if (place == 0) {
      return HUNDREDTH;
    }
    int rare = face / 100 * RARE_OF_A_HUNDRED + place - 1;
    return String.format(Locale.ROOT, "tag-%07d", rare / FACES_OF_A_TAG);
  }

  /** Makes it unless it is there; seconds. */
  double fill() throws IOException, InterruptedException {
    if (node.call("GET", "/v1/face/groups", "").path("groups").toString().contains(quoted(name()))
        && node.call("GET", path(), "").path("count").asInt() == count) {
      return 0;
    }
    long begin = System.nanoTime();
    node.call("POST", path(), "{\"config\":{\"capacity\":" + count + "}}");
    refreshEvery("\"-1\"");
    new BulkFill(node, index(), count, this::document).run();
    refreshEvery("null");
    node.call("POST", "/" + index() + "/_refresh", "");
    return (System.nanoTime() - begin) / 1e9;
  }

  private void refreshEvery(String interval) throws IOException, InterruptedException {
    node.call("PUT", "/" + index() + "/_settings", "{\"index.refresh_interval\":" + interval + "}");
  }

  private BulkFill.Document document(int face) {
    String id = id(face);
    String json =
        "{\"id\":"
            + quoted(id)
            + ",\"tag\":"
            + quoted(tag(face))
            + ",\"desc\":{\"number\":"
            + face
            + "}"
            + (face < withVector ? ",\"vector\":" + BulkFill.json(vectors.photo(face)) : "")
            + "}";
    return new BulkFill.Document(id, json);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}

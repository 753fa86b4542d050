package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * An index with a vector in a field of each encoding, and two more in nested documents; some of its
 * documents are deleted and some replaced. It knows what an exact search of it finds, and that must
 * stay so whatever is done to the index.
 *
 * <p>A graph need not find the exact answer, and another one (after a merge, a split, on a replica)
 * may miss something else. Here it must: {@link #EF} is beyond the number of all vectors that were
 * ever in the index, so that every candidate is looked at, and the query scores candidates with the
 * full vectors, whatever the encoding. No two scores are equal.
 */
final class FourEncodings {

  private static final List<String> ENCODINGS = List.of("float", "int8", "int4", "bit");
  private static final String ANY_COPY = "";
  private static final List<String> EVERY_COPY = List.of("_primary_first", "_replica_first");
  private static final int DOCUMENTS = 120;
  private static final int EF = 1000;
  private static final int K = 10;

  /** Segments to begin with; OpenSearch refreshes after each. */
  private static final int BULKS = 3;

  private static final Map<String, ?> ODD = Map.of("term", Map.of("kind", "odd"));

  private record Portrait(boolean odd, TestVector face, List<TestVector> others) {
    double nearestOther(TestVector probe) {
      return others.stream().mapToDouble(other -> other.score(probe)).max().orElseThrow();
    }
  }

  private record Hit(String id, double score) {}

  private record Question(Map<String, ?> query, List<Hit> answer) {}

  private final String index;
  private final Map<String, Portrait> portraits = new LinkedHashMap<>();
  private final List<Question> questions = new ArrayList<>();

  private int rounds;

  private FourEncodings(String index) {
    this.index = index;
  }

  /** Creates the index and fills it. */
  static FourEncodings create(Http http, String hint, Map<String, ?> settings) throws IOException {
    FourEncodings four = new FourEncodings(FaceGroup.freshName(hint));
    Map<String, Object> all = new HashMap<>(settings);
    all.put("index.face_search.enabled", true);
    Map<String, Object> fields = new HashMap<>();
    fields.put("kind", Map.of("type", "keyword"));
    for (String encoding : ENCODINGS) {
      fields.put(encoding, Map.of("type", "visual_vector", "model", "face", "encoding", encoding));
    }
    fields.put(
        "others", Map.of("type", "nested", "properties", Map.of("vector", fields.get("int8"))));
    FaceGroup.assertOk(
        http.put(
            "/" + four.index, Map.of("settings", all, "mappings", Map.of("properties", fields))));
    four.fill(http);
    return four;
  }

  String index() {
    return index;
  }

  private void fill(Http http) throws IOException {
    Bulk bulk = new Bulk();
    for (int i = 0; i < DOCUMENTS; i++) {
      put(bulk, "doc-" + i, i % 3 == 0, 3 * i);
      if ((i + 1) % (DOCUMENTS / BULKS) == 0) {
        send(http, bulk);
      }
    }
    for (int i = 0; i < DOCUMENTS; i += 5) {
      String id = "doc-" + i;
      assertEquals(200, http.delete("/" + index + "/_doc/" + id).status());
      portraits.remove(id);
    }
    replaceSome(http);
  }

  /** Gives some documents other vectors: from now on other answers are right. */
  void replaceSome(Http http) throws IOException {
    rounds++;
    Bulk bulk = new Bulk();
    for (int i = 1; i < DOCUMENTS; i += 10) {
      put(bulk, "doc-" + i, false, 3 * (DOCUMENTS * rounds + i));
    }
    send(http, bulk);
    FaceGroup.assertOk(http.post("/" + index + "/_flush"));
    questions.clear();
    for (int seed = -3; seed < 0; seed++) {
      askAbout(TestVector.random(seed));
    }
  }

  private void send(Http http, Bulk bulk) throws IOException {
    bulk.send(http);
    FaceGroup.assertOk(http.post("/" + index + "/_refresh"));
  }

  private void put(Bulk bulk, String id, boolean odd, int seed) {
    Portrait portrait =
        new Portrait(
            odd,
            TestVector.random(seed),
            List.of(TestVector.random(seed + 1), TestVector.random(seed + 2)));
    portraits.put(id, portrait);
    Map<String, Object> document = new HashMap<>();
    document.put("kind", odd ? "odd" : "common");
    ENCODINGS.forEach(encoding -> document.put(encoding, portrait.face().values()));
    document.put(
        "others",
        portrait.others().stream().map(other -> Map.of("vector", other.values())).toList());
    bulk.index(index, id, document);
  }

  private void askAbout(TestVector probe) {
    for (String encoding : ENCODINGS) {
      Map<String, Object> knn = new HashMap<>();
      knn.putAll(Map.of("field", encoding, "vector", probe.values(), "k", K, "ef", EF));
      question(Map.of("visual_knn", Map.copyOf(knn)), false, one -> one.face().score(probe));
      knn.put("filter", ODD);
      question(Map.of("visual_knn", knn), true, one -> one.face().score(probe));
    }
    // k beyond all vectors: two of the nearest may be in one document.
    Map<String, ?> knn =
        Map.of("field", "others.vector", "vector", probe.values(), "k", EF, "ef", EF);
    Map<String, ?> nested =
        Map.of(
            "nested",
            Map.of("path", "others", "score_mode", "max", "query", Map.of("visual_knn", knn)));
    question(nested, false, one -> one.nearestOther(probe));
    question(
        Map.of("bool", Map.of("must", nested, "filter", ODD)),
        true,
        one -> one.nearestOther(probe));
  }

  private void question(Map<String, ?> query, boolean oddOnly, ToDoubleFunction<Portrait> score) {
    List<Hit> answer =
        portraits.entrySet().stream()
            .filter(entry -> !oddOnly || entry.getValue().odd())
            .map(entry -> new Hit(entry.getKey(), score.applyAsDouble(entry.getValue())))
            .sorted(Comparator.comparingDouble(Hit::score).reversed())
            .limit(K)
            .toList();
    questions.add(new Question(query, answer));
  }

  /** Asks every copy of every shard, and wants each answer complete and exact. */
  void assertFound(Http http) throws IOException {
    assertFoundIn(index, http);
  }

  /** Whether every copy of every shard answers all questions, exactly. */
  boolean isFound(Http http) throws IOException {
    for (String preference : EVERY_COPY) {
      List<JsonNode> answers = ask(index, preference, http);
      if (!answers.stream().allMatch(FourEncodings::isComplete) || !faults(answers).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #assertFound}, of another index, which was made of this one. */
  void assertFoundIn(String other, Http http) throws IOException {
    for (String preference : EVERY_COPY) {
      List<JsonNode> answers = ask(other, preference, http);
      assertTrue(answers.stream().allMatch(FourEncodings::isComplete), answers::toString);
      assertEquals(List.of(), faults(answers));
    }
    assertEquals(mapping(index, http), mapping(other, http));
  }

  private static JsonNode mapping(String index, Http http) throws IOException {
    return FaceGroup.assertOk(http.get("/" + index + "/_mapping")).at("/" + index + "/mappings");
  }

  /** The answers to all questions, in their order, from any copies. */
  List<JsonNode> ask(Http http) throws IOException {
    return ask(index, ANY_COPY, http);
  }

  /** The answers to all questions, in their order, from certain copies. */
  private List<JsonNode> ask(String asked, String preference, Http http) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Question question : questions) {
      lines.append(Http.text(Map.of("index", asked, "preference", preference))).append('\n');
      lines.append(Http.text(Map.of("query", question.query(), "size", K, "_source", false)));
      lines.append('\n');
    }
    List<JsonNode> answers = new ArrayList<>();
    FaceGroup.assertOk(http.postText("/_msearch", "application/x-ndjson", lines.toString()))
        .path("responses")
        .forEach(answers::add);
    assertEquals(questions.size(), answers.size());
    return answers;
  }

  /** Whether an answer says of itself that every shard has answered. */
  static boolean isComplete(JsonNode answer) {
    return answer.path("status").asInt() == 200
        && answer.at("/_shards/failed").asInt() == 0
        && !answer.path("timed_out").asBoolean();
  }

  /** What is wrong with those answers that say that they are complete. */
  List<String> faults(List<JsonNode> answers) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (isComplete(answers.get(i))) {
        List<Hit> found = new ArrayList<>();
        for (JsonNode hit : answers.get(i).at("/hits/hits")) {
          found.add(new Hit(hit.path("_id").asText(), hit.path("_score").asDouble()));
        }
        List<Hit> right = questions.get(i).answer();
        if (!same(found, right)) {
          faults.add(index + " answers question " + i + " with " + found + ", not " + right);
        }
      }
    }
    return faults;
  }

  private static boolean same(List<Hit> found, List<Hit> right) {
    return found.stream().map(Hit::id).toList().equals(right.stream().map(Hit::id).toList())
        && IntStream.range(0, found.size())
            .allMatch(i -> Math.abs(found.get(i).score() - right.get(i).score()) < 1e-6);
  }
}

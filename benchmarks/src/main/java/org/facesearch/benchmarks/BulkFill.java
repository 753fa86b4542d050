package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Sends documents to an index: some hundred in a request, a few requests side by side. */
final class BulkFill {

  private static final int DOCUMENTS = 500;
  private static final int AT_ONCE = 3;

  private final Node node;
  private final String index;
  private final int count;
  private final IntFunction<Document> documents;
  private final AtomicInteger next = new AtomicInteger();

  /** A document of the index. */
  record Document(String id, String json) {}

  /** Of the documents of all numbers below {@code count}. */
  BulkFill(Node node, String index, int count, IntFunction<Document> documents) {
    this.node = node;
    this.index = index;
    this.count = count;
    this.documents = documents;
  }

  /** Returns when all have been taken; the first that is refused ends it. */
  void run() throws IOException, InterruptedException {
    List<Future<Void>> senders = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < AT_ONCE; i++) {
        senders.add(threads.submit(this::send));
      }
    }
    for (Future<Void> sender : senders) {
      try {
        sender.get();
      } catch (ExecutionException e) {
        throw new IOException("not all were taken", e.getCause());
      }
    }
  }

  private Void send() throws IOException, InterruptedException {
    try {
      return sendAll();
    } catch (IOException | RuntimeException e) {
      // The others have nothing left to do then.
      next.set(count);
      throw e;
    }
  }

  private Void sendAll() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    for (int from = next.getAndAdd(DOCUMENTS); from < count; from = next.getAndAdd(DOCUMENTS)) {
      StringBuilder lines = new StringBuilder();
      for (int i = from; i < Math.min(from + DOCUMENTS, count); i++) {
        Document document = documents.apply(i);
        lines.append("{\"index\":{\"_id\":\"").append(document.id()).append("\"}}\n");
        lines.append(document.json()).append('\n');
      }
      JsonNode answer = node.call("POST", "/" + index + "/_bulk", lines.toString());
      if (answer.path("errors").asBoolean()) {
        throw new IOException(refused(answer).toString());
      }
      if (from > 0 && from % 50_000 == 0) {
        System.out.printf(
            Locale.ROOT, "# %d sent after %.0f s%n", from, (System.nanoTime() - begin) / 1e9);
      }
    }
    return null;
  }

  /** The first that was not taken. */
  private static JsonNode refused(JsonNode answer) {
    for (JsonNode item : answer.path("items")) {
      if (item.at("/index").has("error")) {
        return item;
      }
    }
    return answer;
  }

  /** An array of JSON. */
  static String json(float[] vector) {
    StringBuilder numbers = new StringBuilder(vector.length * 12).append('[');
    for (float number : vector) {
      numbers.append(numbers.length() == 1 ? "" : ",").append(number);
    }
    return numbers.append(']').toString();
  }
}

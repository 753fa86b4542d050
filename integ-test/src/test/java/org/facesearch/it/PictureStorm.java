package org.facesearch.it;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that all send the largest of pictures at once, to be enrolled and to be searched for. */
final class PictureStorm {

  private static final int SIDE = 4096;

  private final Http http;
  private final FaceGroup group;
  private final byte[] add;
  private final byte[] search;

  PictureStorm(Http http, FaceGroup group) {
    this.http = http;
    this.group = group;
    String picture =
        Pictures.dataUri(
            Pictures.jpeg(Pictures.on(SIDE, SIDE, Person.ANNA.image(), SIDE / 2, SIDE / 2)));
    add = bytes(Map.of("image", Map.of("uri", picture)));
    search = bytes(Map.of("images", List.of(picture)));
  }

  private static byte[] bytes(Map<String, ?> body) {
    return Http.text(body).getBytes(StandardCharsets.UTF_8);
  }

  /** Sends for a while and tells how often each status came; 0 stands for no answer at all. */
  Map<Integer, Integer> blow(int clients, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<Map<Integer, Integer>>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        boolean adds = i % 2 == 0;
        all.add(threads.submit(() -> client(adds, end)));
      }
      for (Future<Map<Integer, Integer>> one : all) {
        one.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
      }
    }
    return statuses;
  }

  private Map<Integer, Integer> client(boolean adds, long end) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    while (System.nanoTime() < end) {
      statuses.merge(send(adds), 1, Integer::sum);
    }
    return statuses;
  }

  /** Sends one picture and tells the status of the answer. */
  int send(boolean adds) {
    try {
      return http.send(
              "POST",
              group.path() + (adds ? "/add" : "/search"),
              "application/json",
              BodyPublishers.ofByteArray(adds ? add : search))
          .status();
    } catch (IOException e) {
      return 0;
    }
  }
}

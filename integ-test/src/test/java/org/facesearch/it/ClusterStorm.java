package org.facesearch.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that all send the same pictures to be clustered, at the same time, each in an order of
 * its own and to another node with every request. A request that is refused for now or gets no
 * answer is sent again, to the next node.
 */
final class ClusterStorm implements AutoCloseable {

  private static final int CLIENTS = 8;
  private static final int MOST_PICTURES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final TestCluster cluster;
  private final FaceGroup group;
  private final FaceGroup empty;
  private final List<Crowd.Shot> shots;
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final List<Future<Void>> clients = new ArrayList<>();
  private final CountDownLatch underWay;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger retried = new AtomicInteger();
  private final Map<String, Set<String>> ids = new ConcurrentHashMap<>();

  /**
   * Lets the clients loose.
   *
   * @param group takes the faces
   * @param empty another group, for those clients that search in several
   */
  ClusterStorm(TestCluster cluster, FaceGroup group, FaceGroup empty, List<Crowd.Shot> shots) {
    this.cluster = cluster;
    this.group = group;
    this.empty = empty;
    this.shots = shots;
    this.underWay = new CountDownLatch(shots.size() * CLIENTS / 4);
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      clients.add(threads.submit(() -> send(client)));
    }
  }

  /** Returns when a quarter of the pictures has been answered: entries are still being added. */
  void awaitUnderWay() throws InterruptedException {
    if (!underWay.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("only " + answered + " pictures were answered");
    }
  }

  /** Returns when all clients are through. */
  void finish() throws Exception {
    for (Future<Void> client : clients) {
      client.get();
    }
  }

  /** The ids that the answers gave each person, from the start. */
  Map<String, Set<String>> ids() {
    return ids;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  @Override
  public String toString() {
    return answered + " pictures were answered, " + retried + " requests were sent again";
  }

  private Void send(int client) throws Exception {
    Random random = new Random(client);
    List<Crowd.Shot> order = new ArrayList<>(shots);
    for (int person = 0; person < order.size(); person += Crowd.SHOTS) {
      Collections.shuffle(order.subList(person, person + Crowd.SHOTS), random);
    }
    int next = 0;
    while (next < order.size()) {
      int to = Math.min(order.size(), next + 1 + random.nextInt(MOST_PICTURES));
      send(client, order.subList(next, to));
      next = to;
    }
    return null;
  }

  private void send(int client, List<Crowd.Shot> pictures) throws Exception {
    List<String> uris = pictures.stream().map(Crowd.Shot::uri).toList();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int node = client; ; node++) {
      Response response = attempt(client, node % cluster.size(), uris);
      if (response != null && response.status() == 200) {
        take(pictures, response.body().path("search_results"));
        return;
      }
      if (response != null && response.status() != 429 && response.status() != 503) {
        throw new AssertionError("neither an answer nor a reason to wait: " + response);
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no answer within " + PATIENCE + ", last " + response);
      }
      retried.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** {@code null} where there is no answer. Half of the clients use the call for several groups. */
  private Response attempt(int client, int node, List<String> uris) {
    try {
      Http http = cluster.http(node);
      return client % 2 == 0
          ? http.post(group.path() + "/cluster", Map.of("images", uris))
          : http.post(
              FaceGroup.ALL + "/multi/search",
              Map.of(
                  "images", uris, "groups", List.of(empty.name()), "cluster_group", group.name()));
    } catch (IOException | IllegalStateException e) {
      return null;
    }
  }

  private void take(List<Crowd.Shot> pictures, JsonNode results) {
    for (int i = 0; i < pictures.size(); i++) {
      List<JsonNode> faces = new ArrayList<>();
      results.path(i).path("faces").forEach(faces::add);
      faces.sort(Comparator.comparingInt(face -> face.at("/bounding_box/pts/0/0").asInt()));
      List<String> people = pictures.get(i).people();
      if (faces.size() != people.size()) {
        throw new AssertionError(people + " are in the picture, found: " + faces);
      }
      for (int j = 0; j < people.size(); j++) {
        JsonNode hits = faces.get(j).path("faces");
        if (hits.isEmpty()) {
          throw new AssertionError(people.get(j) + " was neither matched nor added: " + results);
        }
        Set<String> known =
            ids.computeIfAbsent(people.get(j), person -> new ConcurrentSkipListSet<>());
        hits.forEach(hit -> known.add(hit.path("id").asText()));
      }
      answered.incrementAndGet();
      underWay.countDown();
    }
  }
}

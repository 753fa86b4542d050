package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that enrol, cluster, search and compare without pause, each call through the next node. A
 * call that is refused for now, or gets no answer, is allowed while the cluster is disturbed, and
 * then is sent again; no answer may ever be wrong.
 */
final class FaultClients implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final TestCluster cluster;
  private final FaceGroup known;
  private final FaceGroup enrolled;
  private final FaceGroup clustered;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Person, String> entries = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  /** Odd in a calm, even in a disturbance; another number for each. */
  private final AtomicInteger weather = new AtomicInteger();

  private volatile boolean done;

  FaultClients(TestCluster cluster, FaceGroup known, FaceGroup enrolled, FaceGroup clustered) {
    this.cluster = cluster;
    this.known = known;
    this.enrolled = enrolled;
    this.clustered = clustered;
    start("enrols", this::enrol);
    start("clusters", this::cluster);
    start("searches", this::search);
    start("compares", this::compare);
  }

  /** One call; {@code false} if it was refused for now and is to be made again. */
  private interface Call {
    boolean make(Http http, int round) throws IOException;
  }

  private void start(String name, Call call) {
    Thread thread =
        new Thread(
            () -> {
              int round = 0;
              for (int node = 0; !done; node++) {
                round += attempt(name, call, node % cluster.size(), round) ? 1 : 0;
                pause();
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean attempt(String name, Call call, int node, int round) {
    int before = weather.get();
    String why;
    try {
      calls.incrementAndGet();
      if (call.make(cluster.http(node), round)) {
        return true;
      }
      why = "refused";
    } catch (IOException | IllegalStateException e) {
      why = e.toString();
    } catch (AssertionError e) {
      faults.add(name + " through node " + node + ": " + e);
      return true;
    }
    refused.incrementAndGet();
    if (before % 2 == 1 && weather.get() == before) {
      faults.add(name + " through node " + node + " in a calm: " + why);
    }
    return false;
  }

  private static boolean isForNow(Response response) {
    return response.status() == 429 || response.status() == 503;
  }

  private static Person person(int round) {
    return Person.all().get(round % Person.all().size());
  }

  private boolean enrol(Http http, int round) throws IOException {
    String id = "id-" + round;
    Person person = person(round);
    Response response =
        enrolled.through(http).add(id, person.uri(), Map.of("bounding_box", person.box()));
    if (isForNow(response)) {
      return false;
    }
    // An attempt before that got no answer may have added it.
    assertTrue(response.status() == 200 || response.status() == 409, response::toString);
    acknowledged.add(id);
    return true;
  }

  private boolean cluster(Http http, int round) throws IOException {
    Person person = person(round);
    Response response = clustered.through(http).cluster(List.of(person.uri()), Map.of());
    if (isForNow(response)) {
      return false;
    }
    JsonNode hits = FaceGroup.assertOk(response).at("/search_results/0/faces/0/faces");
    assertEquals(1, hits.size(), response::toString);
    String entry = hits.path(0).path("id").asText();
    String first = entries.putIfAbsent(person, entry);
    assertTrue(first == null || first.equals(entry), person + " was " + first + ", is " + entry);
    return true;
  }

  private boolean search(Http http, int round) throws IOException {
    Person person = person(round);
    Response response = known.through(http).search(List.of(person.uri()), Map.of());
    if (isForNow(response)) {
      return false;
    }
    JsonNode hits = FaceGroup.assertOk(response).at("/search_results/0/faces/0/faces");
    assertEquals(List.of(person.name()), FaceGroup.texts(hits, "id"), response::toString);
    return true;
  }

  private boolean compare(Http http, int round) throws IOException {
    FaceGroup group = known.through(http);
    Response response = new Comparing(http).compare(group, group, Map.of());
    if (isForNow(response)) {
      return false;
    }
    JsonNode rows = FaceGroup.assertOk(response).path("compare_results");
    assertEquals(Person.all().size(), rows.size(), response::toString);
    for (JsonNode row : rows) {
      assertEquals(row.path("id").asText(), row.at("/faces/0/id").asText(), response::toString);
    }
    return true;
  }

  /** Calls that begin and end while this lasts must all be answered. */
  void calmFor(Duration time) throws InterruptedException {
    weather.incrementAndGet();
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
    weather.incrementAndGet();
  }

  /** Ends the calls and looks whether all is there that was ever acknowledged. */
  void finish() throws Exception {
    close();
    assertEquals(List.of(), faults, this::toString);
    Set<String> listed = new HashSet<>();
    FaceGroup.assertOk(cluster.http(0).post("/" + enrolled.index() + "/_refresh"));
    cluster
        .http(0)
        .post("/" + enrolled.index() + "/_search", Http.json("{'size':10000,'_source':'id'}"))
        .body()
        .at("/hits/hits")
        .forEach(hit -> listed.add(hit.at("/_source/id").asText()));
    assertTrue(listed.containsAll(acknowledged), this::toString);
    assertTrue(acknowledged.size() > 10, this::toString);
    assertEquals(Person.all().size(), entries.size(), this::toString);
  }

  @Override
  public void close() {
    done = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public String toString() {
    return calls + " calls, " + refused + " refused, " + acknowledged.size() + " enrolled";
  }
}

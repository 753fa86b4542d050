package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.facesearch.it.EventFacts.Asked;
import org.facesearch.it.EventFacts.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Pages of {@code picturesearch} over a long history with many events of one time, against a check
 * in plain code: three days of several shards with a replica each, both directions, some devices,
 * while events come in, and when none does.
 */
@RealCluster
class EventHistoryIT {

  private static final int SCANNED = 50_000;
  private static final int FOUND = 1_000;
  private static final double DAY = 86_400;
  private static final int AT_ONCE = 1_000;

  /** As the plugin makes it, but for a graph that costs less: no search here uses it. */
  private static final String INDEX =
      "{'aliases':{'face-events':{}},'settings':{'index.face_search.events.model':'MODEL',"
          + "'index.face_search.enabled':true,'number_of_shards':3,'number_of_replicas':1,"
          + "'max_result_window':60000,'index.sort.field':['timestamp','event_id'],"
          + "'index.sort.order':['desc','asc']},'mappings':{'dynamic':false,'properties':{"
          + "'event_id':{'type':'keyword'},'timestamp':{'type':'double'},"
          + "'ep_info':{'properties':{'device_id':{'type':'keyword'}}},"
          + "'vector':{'type':'visual_vector','model':'MODEL','dimension':512,'keep_rest':true,"
          + "'m':4,'ef_construction':8}}}}";

  private final Queue<Fact> acknowledged = new ConcurrentLinkedQueue<>();
  private TestCluster cluster;
  private List<String> vectors;
  private String month;
  private double begin;
  private int number;

  @Endurance
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void aShortHistoryIsReadExactly(TestCluster shared) throws IOException {
    check(shared, "2102.03", "2102-03-01T00:00:00Z", 4_000, 60, 1_800);
  }

  @Endurance
  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS)
  void twoHundredThousandEventsAreReadExactly(TestCluster shared) throws IOException {
    int events = Integer.getInteger("face_search.test.events", 200_000);
    check(shared, "2102.05", "2102-05-01T00:00:00Z", events, 2, 3 * events / 10);
  }

  /**
   * Fills three days and reads them.
   *
   * @param percentAlike how many of a hundred are alike
   * @param together events of the one time that has most; half of those have other devices
   */
  private void check(
      TestCluster shared, String month, String from, int events, int percentAlike, int together)
      throws IOException {
    cluster = shared;
    this.month = month;
    begin = EventClient.time(from);
    vectors = EventFacts.vectors(Events.vector(cluster.http(0), Person.ANNA));
    for (int day = 0; day < 3; day++) {
      FaceGroup.assertOk(
          cluster
              .http(0)
              .put(
                  "/" + index(begin + day * DAY), Http.json(INDEX.replace("MODEL", Events.MODEL))));
    }
    Random random = new Random(11);
    List<Fact> facts = new ArrayList<>();
    // Seven to a time in the mean, and one time that has very many.
    int times = (events - together) / 7;
    for (int i = 0; i < events - together; i++) {
      facts.add(fact(random, random.nextInt(times), times, EventFacts.kind(random, percentAlike)));
    }
    for (int i = 0; i < together; i++) {
      facts.add(fact(random, times / 2, times, EventFacts.kind(random, percentAlike)));
    }
    for (int at = 0; at < facts.size(); at += AT_ONCE) {
      write(facts.subList(at, Math.min(facts.size(), at + AT_ONCE)));
    }
    double to = begin + 3 * DAY;
    for (Asked asked :
        List.of(
            new Asked(begin, to, Set.of(), true),
            new Asked(begin, to, Set.of("d0", "d2"), false))) {
      readWhileEventsComeIn(asked, times);
    }
    for (Asked asked :
        List.of(
            new Asked(begin, to, Set.of(), true),
            new Asked(begin, to, Set.of(), false),
            new Asked(begin, to, Set.of("d1"), true),
            new Asked(begin + DAY / 2, begin + 2 * DAY, Set.of("d0", "d2"), false))) {
      readExactly(asked);
    }
  }

  private synchronized Fact fact(Random random, int time, int times, int kind) {
    // Ids in no order of time. Quarters of a second, which no rounding hides.
    String id = Integer.toHexString(number++ * 0x9E3779B1) + "-" + number;
    double at = begin + Math.floor(4 * 3 * DAY * time / times) / 4;
    return new Fact(id, at, "d" + random.nextInt(3), kind);
  }

  private String index(double time) {
    int day = 1 + (int) Math.floor((time - begin) / DAY);
    return EventClient.index(month + ".0" + day);
  }

  private void write(List<Fact> facts) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Fact fact : facts) {
      lines
          .append("{\"index\":{\"_index\":\"")
          .append(index(fact.time()))
          .append("\",\"_id\":\"")
          .append(fact.id())
          .append("\"}}\n{\"event_id\":\"")
          .append(fact.id())
          .append("\",\"timestamp\":")
          .append(fact.time())
          .append(",\"ep_info\":{\"device_id\":\"")
          .append(fact.device())
          .append("\"},\"vector\":")
          .append(vectors.get(fact.kind()))
          .append("}\n");
    }
    Response answer = cluster.http(0).postText("/_bulk", "application/x-ndjson", lines.toString());
    assertFalse(FaceGroup.assertOk(answer).path("errors").asBoolean(), answer::toString);
    acknowledged.addAll(facts);
  }

  private Map<String, Object> request(Asked asked) {
    Map<String, Object> request = new HashMap<>();
    request.put("face_image_base64", Base64.getEncoder().encodeToString(Person.ANNA.jpeg()));
    request.put("starttime", asked.from());
    request.put("endtime", asked.to());
    request.put("reverse", asked.newestFirst());
    request.put("device_id_list", List.copyOf(asked.devices()));
    return request;
  }

  /** One after the other from both nodes; what is told of each page comes before the next. */
  private void read(Asked asked, Reader reader) throws IOException {
    Map<String, Object> request = request(asked);
    Double end = null;
    boolean more = true;
    for (int page = 0; more; page++) {
      reader.before(end);
      JsonNode answer = new Events(cluster.http(page % cluster.size())).ok(request);
      double last = answer.path("endtimestamp").doubleValue();
      more = answer.path("have_more").booleanValue();
      List<String> ids = new ArrayList<>();
      List<Double> times = new ArrayList<>();
      answer.path("event_list").forEach(event -> ids.add(event.path("event_id").asText()));
      answer.path("event_list").forEach(event -> times.add(event.path("timestamp").asDouble()));
      assertEquals(
          times.stream()
              .sorted(asked.newestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder())
              .toList(),
          times,
          "in the order of time");
      reader.page(end, ids, last, more);
      request.put("last_end_timestamp", last);
      end = last;
    }
  }

  /** Hears of pages; {@code end} is that of the page before, {@code null} of the first. */
  private interface Reader {
    void before(Double end);

    void page(Double end, List<String> ids, double last, boolean more);
  }

  private void readWhileEventsComeIn(Asked asked, int times) throws IOException {
    AtomicBoolean reading = new AtomicBoolean(true);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(13);
              while (reading.get()) {
                List<Fact> some = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                  some.add(fact(random, random.nextInt(times), times, EventFacts.kind(random, 50)));
                }
                try {
                  write(some);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    Set<String> owed = new HashSet<>();
    List<String> read = new ArrayList<>();
    try {
      read(
          asked,
          new Reader() {
            @Override
            public void before(Double end) {
              owed.addAll(EventFacts.alike(List.copyOf(acknowledged), asked.beyond(end)));
            }

            @Override
            public void page(Double end, List<String> ids, double last, boolean more) {
              read.addAll(ids);
            }
          });
    } finally {
      reading.set(false);
      writer.join();
    }
    Set<String> distinct = new HashSet<>(read);
    assertEquals(read.size(), distinct.size(), "none twice");
    owed.removeAll(distinct);
    assertEquals(Set.of(), owed, "none lost that was acknowledged before the page of its time");
    Set<String> possible = Set.copyOf(EventFacts.alike(acknowledged, asked.beyond(null)));
    assertTrue(possible.containsAll(distinct), "none that was not asked for");
  }

  private void readExactly(Asked asked) throws IOException {
    List<Fact> facts = List.copyOf(acknowledged);
    List<String> read = new ArrayList<>();
    read(
        asked,
        new Reader() {
          @Override
          public void before(Double end) {}

          @Override
          public void page(Double end, List<String> ids, double last, boolean more) {
            read.addAll(ids);
            Predicate<Fact> rest = asked.beyond(end);
            Predicate<Fact> beyond = asked.beyond(last);
            assertEquals(
                Set.copyOf(EventFacts.alike(facts, rest.and(beyond.negate()))),
                Set.copyOf(ids),
                "all of the page's time");
            assertEquals(facts.stream().anyMatch(rest.and(beyond)), more, "whether there is more");
            if (more) {
              assertLongEnough(asked, facts.stream().filter(rest).toList(), ids.size(), last);
            }
          }
        });
    assertEquals(EventFacts.alike(facts, asked.beyond(null)).size(), read.size());
    assertEquals(read.size(), new HashSet<>(read).size(), "none twice");
  }

  /** A page has at most what it may have, or one time alone; with the next time it had more. */
  private static void assertLongEnough(Asked asked, List<Fact> rest, int found, double last) {
    Predicate<Fact> beyond = asked.beyond(last);
    Comparator<Double> order =
        asked.newestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    long scanned = rest.stream().filter(beyond.negate()).count();
    if (found > FOUND || scanned > SCANNED) {
      assertEquals(
          1,
          rest.stream()
              .filter(beyond.negate())
              .filter(fact -> found <= FOUND || fact.alike())
              .mapToDouble(Fact::time)
              .distinct()
              .count(),
          "a long page is of one time");
      return;
    }
    double next = rest.stream().filter(beyond).map(Fact::time).min(order).orElseThrow();
    double nextAlike =
        rest.stream().filter(beyond).filter(Fact::alike).map(Fact::time).min(order).orElse(next);
    long group = rest.stream().filter(fact -> fact.time() == next).count();
    long alike = rest.stream().filter(fact -> fact.time() == nextAlike).filter(Fact::alike).count();
    assertTrue(
        scanned + group > SCANNED || found + alike > FOUND,
        "ends at " + last + " after " + scanned + " of which " + found + " were found");
  }
}

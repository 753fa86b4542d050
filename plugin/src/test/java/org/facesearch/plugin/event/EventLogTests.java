package org.facesearch.plugin.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventWindow;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.event.EventScan;
import org.facesearch.models.usecase.event.EventScan.Asked;
import org.facesearch.models.usecase.event.EventScan.Page;
import org.facesearch.plugin.calls.OwnName;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.ingest.IngestService;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.OpenSearchIntegTestCase;

/** The log of two nodes: several shards a day, a replica of each. Vectors have 8 dimensions. */
@OpenSearchIntegTestCase.ClusterScope(
    scope = OpenSearchIntegTestCase.Scope.SUITE,
    numDataNodes = 2,
    numClientNodes = 0,
    supportsDedicatedMasters = false)
public class EventLogTests extends OpenSearchIntegTestCase {

  private static final String MODEL = "tiny-face";
  private static final int DIMENSION = 8;
  private static final float[] PROBE = {1, 0, 0, 0, 0, 0, 0, 0};
  private static final double THRESHOLD = 0.5;
  private static final double DAY = 86_400;
  private static final EventWindow ALWAYS = window(-Double.MAX_VALUE, Double.MAX_VALUE);
  private static final double BEGIN = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  private final List<EventLog> logs = new ArrayList<>();
  private int number;

  @Override
  protected Collection<Class<? extends Plugin>> nodePlugins() {
    return List.of(VisualVectorTestPlugin.class, EventsTestPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    for (String node : internalCluster().getNodeNames()) {
      logs.add(new IndexEventLog(internalCluster().client(node), partitions(node, 3)));
    }
  }

  private static EventPartitions partitions(String node, int shards) {
    return new EventPartitions(internalCluster().client(node), cluster(node), () -> shards);
  }

  private static ClusterService cluster(String node) {
    return internalCluster().getInstance(ClusterService.class, node);
  }

  private static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static FaceSearchException refused(ThrowingRunnable call) {
    return (FaceSearchException) Causes.of(expectThrows(CompletionException.class, call));
  }

  /** Its cosine with the probe is at least 0.7, or at most 0.3: far from the threshold. */
  private static float[] vector(Random random, boolean alike) {
    double cosine = alike ? 0.7 + 0.3 * random.nextDouble() : 0.6 * random.nextDouble() - 0.3;
    float[] vector = new float[DIMENSION];
    vector[0] = (float) cosine;
    vector[1 + random.nextInt(DIMENSION - 1)] = (float) Math.sqrt(1 - cosine * cosine);
    return vector;
  }

  private synchronized FaceEvent event(double time, String device, String model, float[] vector) {
    // Ids in no order of time.
    String id = Integer.toHexString(number++ * 0x9E3779B1) + "-" + number;
    return new FaceEvent(
        id,
        time,
        Identity.STRANGER,
        0.25,
        Map.of(EventFields.DEVICE, device, "ep_name", "door"),
        Map.of("box", List.of(1, 2, 3, 4)),
        Map.of(),
        "face-" + id,
        "",
        model,
        vector);
  }

  private FaceEvent event(Random random, double time, double alike) {
    return event(time, "d" + random.nextInt(3), MODEL, vector(random, random.nextDouble() < alike));
  }

  private void write(List<FaceEvent> events) {
    for (int from = 0; from < events.size(); from += 5000) {
      BulkRequest bulk = new BulkRequest();
      for (FaceEvent event : events.subList(from, Math.min(events.size(), from + 5000))) {
        String index =
            join(
                partitions(internalCluster().getNodeNames()[0], 3)
                    .open(event.model(), event.vector().length, event.timestamp()));
        Map<String, Object> fields = EventFields.of(event);
        if (event.vector()[0] < THRESHOLD && event.id().hashCode() % 2 == 0) {
          // What has no vector is passed over; and it takes less time to write.
          fields.remove(EventFields.VECTOR);
        }
        bulk.add(
            new IndexRequest(index)
                .id(event.id())
                .setPipeline(IngestService.NOOP_PIPELINE_NAME)
                .source(fields));
      }
      assertFalse(client().bulk(bulk).actionGet().hasFailures());
    }
  }

  private static Asked asked(EventWindow window, boolean newestFirst) {
    return new Asked(window, newestFirst, MODEL, PROBE, THRESHOLD);
  }

  private static EventWindow window(double from, double to, String... devices) {
    return new EventWindow(from, true, to, true, Set.of(devices));
  }

  private static boolean isIn(EventWindow window, FaceEvent event) {
    double time = event.timestamp();
    return (window.fromIncluded() ? time >= window.from() : time > window.from())
        && (window.toIncluded() ? time <= window.to() : time < window.to())
        && (window.devices().isEmpty()
            || window.devices().contains(event.epInfo().get(EventFields.DEVICE)));
  }

  /** What comparing with each by hand gives, in no order. */
  private static Stream<FaceEvent> alike(Collection<FaceEvent> events, EventWindow window) {
    return events.stream()
        .filter(event -> isIn(window, event))
        .filter(
            event -> {
              double dot = 0;
              for (int i = 0; i < DIMENSION; i++) {
                dot += (double) event.vector()[i] * PROBE[i];
              }
              return dot >= THRESHOLD;
            });
  }

  private static List<String> ids(Page page) {
    return page.found().stream().map(seen -> (String) seen.fields().get(EventFields.ID)).toList();
  }

  /**
   * Reads a window to its end, a page from one node, the next from the other, and compares with all
   * events by hand.
   */
  private void readAndCompare(List<FaceEvent> events, Arriving arriving, Asked whole) {
    List<String> read = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    Set<String> owed = new HashSet<>();
    Asked asked = whole;
    int pages = 0;
    for (boolean more = true; more; ) {
      arriving.pageBegins();
      alike(List.copyOf(arriving.acknowledged()), asked.window())
          .forEach(event -> owed.add(event.id()));
      EventLog log = logs.get(pages++ % 2);
      join(log.catchUp(ALWAYS));
      Page page = join(new EventScan(log).page(asked));
      assertTrue(page.found().size() + " found", page.found().size() <= 2500);
      for (EventLog.Seen seen : page.found()) {
        times.add(seen.timestamp());
        assertFalse(seen.fields().containsKey(EventFields.VECTOR));
        assertEquals("door", ((Map<?, ?>) seen.fields().get(EventFields.EP_INFO)).get("ep_name"));
      }
      read.addAll(ids(page));
      asked = asked.in(asked.beyond(page.end()));
      more = page.more();
    }
    assertEquals("none twice", read.size(), new HashSet<>(read).size());
    assertTrue("all that was known", new HashSet<>(read).containsAll(owed));
    List<String> expected =
        alike(events, whole.window())
            .sorted(
                (whole.newestFirst()
                        ? Comparator.comparingDouble(FaceEvent::timestamp).reversed()
                        : Comparator.comparingDouble(FaceEvent::timestamp))
                    .thenComparing(FaceEvent::id))
            .map(FaceEvent::id)
            .toList();
    Set<String> old = new HashSet<>(expected);
    assertEquals("the old ones, in order", expected, read.stream().filter(old::contains).toList());
    Set<String> fresh = new HashSet<>(read);
    fresh.removeAll(old);
    alike(List.copyOf(arriving.sent()), whole.window()).forEach(event -> fresh.remove(event.id()));
    assertEquals("and no others", Set.of(), fresh);
    List<Double> sorted = new ArrayList<>(times);
    sorted.sort(
        whole.newestFirst() ? Comparator.reverseOrder() : Comparator.<Double>naturalOrder());
    assertEquals(sorted, times);
    logger.info("{} pages, {} events of {}", pages, read.size(), whole.window());
  }

  /** 65,000 events of three days at few different times, one of them 52,000 times. */
  public void testPagesGiveWhatComparingAllByHandGives() throws Exception {
    Random random = new Random(7);
    List<FaceEvent> events = new ArrayList<>();
    for (int i = 0; i < 52_000; i++) {
      events.add(event(random, BEGIN + DAY + 77.125, 0.02));
    }
    for (int i = 0; i < 3_000; i++) {
      // More than a page of one time.
      events.add(event(random, BEGIN + 2 * DAY + 3.5, 0.5));
    }
    while (events.size() < 65_000) {
      double time =
          random.nextBoolean()
              ? BEGIN + random.nextInt(60) * 4_000.25
              : BEGIN + random.nextInt(3_000) * 80.0625;
      events.add(event(random, time, 0.1));
    }
    Collections.shuffle(events, random);
    write(events);
    assertEquals(3, partitions(internalCluster().getNodeNames()[1], 3).all().size());
    ensureGreen(EventIndex.ALIAS);

    double end = BEGIN + 3 * DAY;
    Arriving none = new Arriving();
    readAndCompare(events, none, asked(window(BEGIN, end), true));
    readAndCompare(events, none, asked(window(BEGIN, end), false));

    Arriving arriving = new Arriving();
    AtomicBoolean reading = new AtomicBoolean(true);
    AtomicReference<Throwable> failed = new AtomicReference<>();
    Thread camera =
        new Thread(
            () -> {
              Random times = new Random(8);
              for (arriving.due().acquireUninterruptibly();
                  reading.get();
                  arriving.due().acquireUninterruptibly()) {
                double time = BEGIN + times.nextInt(3_000) * 80.0625;
                FaceEvent event = event(times, time, 0.9);
                arriving.sent().add(event);
                join(logs.get(times.nextInt(2)).add(event));
                arriving.acknowledged().add(event);
              }
            });
    camera.setUncaughtExceptionHandler((thread, error) -> failed.set(error));
    camera.start();
    try {
      for (boolean newestFirst : new boolean[] {true, false}) {
        readAndCompare(events, arriving, asked(window(BEGIN + 500, end - 500), newestFirst));
        EventWindow devices = window(BEGIN, end, "d0", "d2", "unknown");
        readAndCompare(events, arriving, asked(devices, newestFirst));
      }
    } finally {
      reading.set(false);
      arriving.due().release();
      camera.join();
    }
    assertNull(failed.get());
    assertFalse("some came in", arriving.acknowledged().isEmpty());
    logger.info("{} events came in", arriving.acknowledged().size());
  }

  /** Events that come in while pages are read: an event may be read before its acknowledgement. */
  private record Arriving(List<FaceEvent> sent, List<FaceEvent> acknowledged, Semaphore due) {

    private static final int WITH_EACH_PAGE = 20;

    Arriving() {
      this(
          Collections.synchronizedList(new ArrayList<>()),
          Collections.synchronizedList(new ArrayList<>()),
          new Semaphore(0));
    }

    /** The next ones may come while this page is read, or later. */
    void pageBegins() {
      due.release(WITH_EACH_PAGE);
    }
  }

  public void testCountsNoFurtherThanAskedAndNamesModels() {
    double time = BEGIN + 100 * DAY;
    EventLog log = logs.getFirst();
    EventWindow window = window(time, time + 10);
    for (int i = 0; i < 10; i++) {
      join(log.add(event(time + Math.floorDiv(i, 2), "d" + i % 2, MODEL, PROBE)));
    }
    join(log.catchUp(ALWAYS));
    assertEquals(new EventLog.Counted(10, List.of(MODEL)), join(log.count(window, 20)));
    assertEquals(new EventLog.Counted(10, List.of(MODEL)), join(log.count(window, 10)));
    assertEquals(new EventLog.Counted(4, List.of(MODEL)), join(log.count(window, 4)));
    assertEquals(
        new EventLog.Counted(2, List.of(MODEL)),
        join(log.count(new EventWindow(time, false, time + 2, false, Set.of()), 20)));
    assertEquals(
        new EventLog.Counted(5, List.of(MODEL)),
        join(log.count(window(time, time + 10, "d1", "d7"), 20)));
    assertEquals(
        new EventLog.Counted(0, List.of()), join(log.count(window(time - 9, time - 1), 20)));

    assertEquals(List.of(time + 4, time + 4, time + 3), join(log.times(window, true, 0, 3)));
    assertEquals(List.of(time + 4), join(log.times(window, false, 9, 3)));
    assertEquals(List.of(), join(log.times(window, false, 10, 3)));

    float[] other = new float[128];
    other[3] = 1;
    join(log.add(event(time + 2, "d0", "test-image", other)));
    join(log.catchUp(ALWAYS));
    assertEquals(
        new EventLog.Counted(11, List.of("test-image", MODEL)), join(log.count(window, 20)));
    assertEquals(10, join(log.alike(window, true, MODEL, PROBE, 0.5, 20)).size());
    assertEquals(1, join(log.alike(window, true, "test-image", other, 0.5, 20)).size());
    FaceSearchException mixed = refused(() -> join(new EventScan(log).page(asked(window, true))));
    assertEquals(FaceSearchException.Reason.CONFLICT, mixed.reason());
  }

  public void testAnEventComesBackAsItWasAdded() {
    // A number that no float holds.
    double time = BEGIN + 200 * DAY + 61_333.123456;
    FaceEvent event = event(time, "d", MODEL, vector(new Random(1), true));
    join(logs.getFirst().add(event));
    join(logs.getLast().catchUp(ALWAYS));
    EventLog.Seen seen =
        join(logs.getLast().alike(window(time, time), true, MODEL, PROBE, 0.5, 9)).getFirst();
    Map<String, Object> fields = EventFields.of(event);
    fields.remove(EventFields.VECTOR);
    assertEquals(fields, seen.fields());
    assertEquals(time, seen.timestamp(), 0);
    assertEquals(event.vector()[0], seen.cosine(), 1e-6);
  }

  public void testTimesThatNoEventCanHaveAreRefused() {
    for (double time : new double[] {-1, 1e13, -1e300, 1e300}) {
      FaceSearchException refused =
          refused(() -> join(logs.getFirst().add(event(time, "d", MODEL, PROBE))));
      assertEquals(FaceSearchException.Reason.INVALID, refused.reason());
    }
  }

  /** The day that ends when the time is over goes whole, of the next one the events before it. */
  public void testWhatWasKeptLongEnoughIsDeletedWithItsPictures() {
    String node = internalCluster().getClusterManagerName();
    double day = BEGIN + 300 * DAY;
    EventLog log = logs.getFirst();
    List<String> pictures = new ArrayList<>();
    for (double time : new double[] {day - 1, day, day + 99.5, day + 100, day + DAY}) {
      FaceEvent event = withPicture(event(time, "d", MODEL, PROBE));
      join(log.add(event));
      PictureName name = PictureName.parse(event.facePicture()).orElseThrow();
      pictures.add(name.document());
      picture(name);
      picture(new PictureName(name.events(), "of-another-" + time, "another"));
    }
    EventIndex first = EventIndex.at(MODEL, day - 1);
    EventIndex second = EventIndex.at(MODEL, day);
    TimeValue kept = TimeValue.timeValueDays(31);
    EventSweep sweep =
        new EventSweep(
            new PluginClient(internalCluster().client(node), new OwnName()),
            cluster(node),
            partitions(node, 1),
            () -> kept,
            () -> Instant.ofEpochSecond((long) day + 100 + 31 * (long) DAY));
    join(sweep.sweep());
    assertFalse(indexExists(first.name()));
    assertFalse(indexExists(first.pictures()));
    join(log.catchUp(ALWAYS));
    assertEquals(
        List.of(day + 100, day + DAY), join(log.times(window(day - 2, day + DAY), false, 0, 9)));
    assertEquals(
        Set.of(
            pictures.get(3),
            "of-another-" + day,
            "of-another-" + (day + 99.5),
            "of-another-" + (day + 100)),
        documents(second.pictures()));
    // And again: there is nothing left to do.
    join(sweep.sweep());
    assertEquals(2, join(log.times(window(day - 2, day + DAY), false, 0, 9)).size());
  }

  private static FaceEvent withPicture(FaceEvent event) {
    return new FaceEvent(
        event.id(),
        event.timestamp(),
        event.identity(),
        event.score(),
        event.epInfo(),
        event.attributes(),
        event.quality(),
        new PictureName(EventIndex.at(MODEL, event.timestamp()), "face-" + event.id(), event.id())
            .text(),
        "",
        MODEL,
        event.vector());
  }

  private void picture(PictureName name) {
    if (!indexExists(name.events().pictures())) {
      client().admin().indices().create(PictureIndex.create(name.events(), 3)).actionGet();
    }
    client()
        .prepareIndex(name.events().pictures())
        .setId(name.document())
        .setSource(PictureIndex.EVENT, name.event(), PictureIndex.JPEG, new byte[] {1})
        .setWaitForActiveShards(1)
        .get();
  }

  private Set<String> documents(String index) {
    refresh(index);
    Set<String> ids = new HashSet<>();
    client().prepareSearch(index).setSize(100).get().getHits().forEach(hit -> ids.add(hit.getId()));
    return ids;
  }
}

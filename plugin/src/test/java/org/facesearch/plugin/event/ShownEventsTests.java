package org.facesearch.plugin.event;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventLog.Seen;
import org.facesearch.models.event.EventWindow;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.usecase.Causes;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.update.UpdateRequest;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** Where the log takes from what it shows, and what it does without. */
public class ShownEventsTests extends OpenSearchSingleNodeTestCase {

  private static final String MODEL = "tiny-face";
  private static final float[] PROBE = {1, 0, 0, 0, 0, 0, 0, 0};
  private static final double NOON = Instant.parse("2026-01-02T12:00:00Z").getEpochSecond();
  private static final double DAY = 86_400;

  private IndexEventLog log;

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, EventsTestPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    ClusterService cluster = getInstanceFromNode(ClusterService.class);
    log = new IndexEventLog(client(), new EventPartitions(client(), cluster, () -> 1));
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

  private static FaceEvent event(String id, double time) {
    return new FaceEvent(
        id,
        time,
        Identity.STRANGER,
        0.25,
        Map.of(EventFields.DEVICE, "d", "more", Map.of("kept", List.of(1, 2.5, true))),
        Map.of("box", List.of(1, 2, 3, 4)),
        Map.of(),
        "",
        "",
        MODEL,
        PROBE);
  }

  private static Map<String, Object> shown(FaceEvent event) {
    Map<String, Object> fields = EventFields.of(event);
    fields.remove(EventFields.VECTOR);
    return fields;
  }

  private List<Seen> found(double from, double to) {
    EventWindow window = new EventWindow(from, true, to, true, Set.of());
    join(log.catchUp(window));
    return join(log.alike(window, true, MODEL, PROBE, 0.5, 10));
  }

  private Map<String, Object> only(double time) {
    List<Seen> found = found(time, time);
    assertEquals(1, found.size());
    return found.getFirst().fields();
  }

  /** An index of events as another one makes it. */
  private void index(double time, Map<String, Object> source, Map<String, Object> vector) {
    client()
        .admin()
        .indices()
        .create(
            EventIndex.at(MODEL, time)
                .create(PROBE.length, 1)
                .mapping(
                    Map.of(
                        "_source",
                        source,
                        "dynamic",
                        false,
                        "properties",
                        Map.of(
                            EventFields.ID,
                            Map.of("type", "keyword"),
                            EventFields.TIMESTAMP,
                            Map.of("type", "double"),
                            EventFields.VECTOR,
                            vector))))
        .actionGet();
  }

  public void testWhatIsShownIsKeptBesideTheVector() {
    // Nothing else is there that it could be read from.
    index(
        NOON,
        Map.of("enabled", false),
        Map.of("type", "visual_vector", "model", MODEL, "keep_rest", true));
    FaceEvent event = event("e", NOON);
    join(log.add(event));
    assertEquals(shown(event), only(NOON));
  }

  public void testIndicesOfOldAreReadFromTheirSource() {
    index(NOON, Map.of("enabled", true), Map.of("type", "visual_vector", "model", MODEL));
    FaceEvent event = event("e", NOON);
    join(log.add(event));
    join(log.add(event("f", NOON + DAY)));
    assertEquals(shown(event), only(NOON));
    assertEquals(
        "both in one page",
        List.of("f", "e"),
        found(NOON, NOON + DAY).stream().map(seen -> seen.fields().get(EventFields.ID)).toList());
  }

  public void testChangesAreShown() {
    join(log.add(event("e", NOON)));
    String index = EventIndex.at(MODEL, NOON).name();
    client()
        .admin()
        .indices()
        .prepareUpdateSettings(index)
        .setSettings(Map.of("index.default_pipeline", "_none"))
        .get();
    client().prepareUpdate(index, "e").setDoc(Map.of(EventFields.IDENTITY_NAME, "Ada")).get();
    assertEquals("Ada", only(NOON).get(EventFields.IDENTITY_NAME));
    assertFalse(
        client()
            .bulk(new BulkRequest().add(new UpdateRequest(index, "e").doc(Map.of("note", "kept"))))
            .actionGet()
            .hasFailures());
    assertEquals("kept", only(NOON).get("note"));
    assertEquals("Ada", only(NOON).get(EventFields.IDENTITY_NAME));
    assertFalse(only(NOON).containsKey(EventFields.VECTOR));
    // As any client writes it: in JSON, the vector first.
    Map<String, Object> other = EventFields.of(event("e", NOON));
    other.put(EventFields.IDENTITY_NAME, "Bela");
    assertEquals(
        RestStatus.OK,
        client()
            .index(new IndexRequest(index).id("e").setPipeline("_none").source(other))
            .actionGet()
            .status());
    assertEquals("Bela", only(NOON).get(EventFields.IDENTITY_NAME));
    assertFalse(only(NOON).containsKey("note"));
  }

  public void testAClosedDayHidesOnlyItself() {
    for (int day = 0; day < 3; day++) {
      join(log.add(event("day-" + day, NOON + day * DAY)));
    }
    String closed = EventIndex.at(MODEL, NOON + DAY).name();
    client().admin().indices().prepareClose(closed).get();
    double midnight = NOON + DAY / 2;
    assertEquals(1, found(NOON, midnight - 0.001).size());
    assertEquals(1, found(midnight + DAY, NOON + 3 * DAY).size());
    for (double[] window :
        new double[][] {
          {NOON, midnight}, {midnight + DAY - 0.001, NOON + 3 * DAY}, {NOON, NOON + 3 * DAY}
        }) {
      CompletionException error =
          expectThrows(CompletionException.class, () -> found(window[0], window[1]));
      FaceSearchException refused = (FaceSearchException) Causes.of(error);
      assertEquals(FaceSearchException.Reason.UNAVAILABLE, refused.reason());
      assertTrue(refused.getMessage(), refused.getMessage().contains("[" + closed + "]"));
    }
    client().admin().indices().prepareOpen(closed).get();
    ensureGreen(closed);
    assertEquals(3, found(NOON, NOON + 3 * DAY).size());
  }
}

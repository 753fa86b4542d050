package org.facesearch.plugin.event;

import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.lucene.util.SetOnce;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventPictures;
import org.facesearch.models.event.EventPictures.Kind;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.event.Sightings;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.support.WriteRequest;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Setting;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.index.IndexModule;
import org.opensearch.plugins.Plugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.script.ScriptService;
import org.opensearch.test.OpenSearchSingleNodeTestCase;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;

/** Pictures beside the events of one node, and how they go. Vectors have 8 dimensions. */
public class EventPicturesTests extends OpenSearchSingleNodeTestCase {

  private static final String MODEL = "tiny-face";
  private static final double NOON = Instant.parse("2026-01-01T12:00:00Z").getEpochSecond();
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, 0, 1, 2};

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private ClusterService cluster;
  private EventPictures pictures;
  private PictureSweep sweep;

  /** Registers the settings, and what hears of deletions. */
  public static final class PicturesPlugin extends Plugin {

    private final SetOnce<PictureRemoval> removal = new SetOnce<>();

    @Override
    public List<Setting<?>> getSettings() {
      return EventSettings.all();
    }

    @Override
    public Collection<Object> createComponents(
        Client client,
        ClusterService cluster,
        ThreadPool threads,
        ResourceWatcherService watcher,
        ScriptService scripts,
        NamedXContentRegistry xContent,
        Environment environment,
        NodeEnvironment nodeEnvironment,
        NamedWriteableRegistry writeables,
        IndexNameExpressionResolver resolver,
        Supplier<RepositoriesService> repositories) {
      removal.set(new PictureRemoval(new PluginClient(client), () -> cluster.state().metadata()));
      return List.of();
    }

    @Override
    public void onIndexModule(IndexModule index) {
      index.addIndexOperationListener(removal.get());
    }
  }

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, PicturesPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    cluster = getInstanceFromNode(ClusterService.class);
    pictures = new IndexEventPictures(client(), cluster, () -> MODEL, () -> 1);
    sweep = new PictureSweep(new PluginClient(client()), cluster, now::get);
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

  /** Keeps both pictures of an event and writes it; gives their names. */
  private List<String> event(String id, double time, String identity) {
    List<String> names =
        List.of(pictures.name(id, time, Kind.FACE), pictures.name(id, time, Kind.SCENE));
    names.forEach(name -> join(pictures.put(name, JPEG)));
    for (String name : names) {
      assertThat("its event is not there yet", join(pictures.get(name)), equalTo(Optional.empty()));
    }
    FaceEvent event =
        new FaceEvent(
            id,
            time,
            new Identity(identity, identity, Map.of(), 1),
            0.9,
            Map.of(),
            Map.of(),
            Map.of(),
            names.get(0),
            names.get(1),
            MODEL,
            new float[] {1, 0, 0, 0, 0, 0, 0, 0});
    join(new IndexEventLog(client(), new EventPartitions(client(), cluster, () -> 1)).add(event));
    for (String name : names) {
      assertArrayEquals(JPEG, join(pictures.get(name)).orElseThrow());
    }
    return names;
  }

  private static String events(double time) {
    return EventIndex.at(MODEL, time).name();
  }

  private static String kept(double time) {
    return EventIndex.at(MODEL, time).pictures();
  }

  private long count(String index) {
    client().admin().indices().prepareRefresh(index).get();
    return client().prepareSearch(index).setSize(0).get().getHits().getTotalHits().value();
  }

  public void testAnyIdAndAnyTimeMakesANameThatFindsItsPicture() {
    for (String id : List.of("a", "s/1/x/y", "ü/../\n", "x".repeat(300))) {
      for (double time : List.of(0.0, NOON, 253402300799.999)) {
        for (Kind kind : Kind.values()) {
          String name = pictures.name(id, time, kind);
          assertTrue(name, name.matches("[A-Za-z0-9_-]+"));
          PictureName parsed = PictureName.parse(name).orElseThrow();
          assertThat(parsed.events(), equalTo(EventIndex.at(MODEL, time)));
          assertThat(parsed.event(), equalTo(id));
          assertNotEquals("used once", name, pictures.name(id, time, kind));
        }
      }
    }
    for (String wrong :
        List.of(
            "",
            "x",
            "ä",
            "Zi8x",
            text("1/m/d/"),
            text("x/m/d/e"),
            text("1/m/e"),
            text("99999999/m/d/e"))) {
      assertThat(wrong, PictureName.parse(wrong), equalTo(Optional.empty()));
      assertThat(join(pictures.get(wrong)), equalTo(Optional.empty()));
    }
    assertThat(PictureName.parse(text("1/m/d/e") + "="), equalTo(Optional.empty()));
  }

  private static String text(String plain) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  public void testADeletedEventTakesItsPicturesAlong() throws Exception {
    List<String> gone = event("gone", NOON, "p");
    List<String> stays = event("stays", NOON, "p");
    client()
        .delete(
            new DeleteRequest(events(NOON), "gone")
                .setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE))
        .get();
    for (String name : gone) {
      assertThat(join(pictures.get(name)), equalTo(Optional.empty()));
    }
    assertBusy(() -> assertThat(count(kept(NOON)), equalTo(2L)), 60, TimeUnit.SECONDS);
    for (String name : stays) {
      assertTrue(join(pictures.get(name)).isPresent());
    }
  }

  public void testMoreDeletionsThanFitOneCall() throws Exception {
    double day = NOON + 86_400;
    event("one", day, "p");
    for (int i = 0; i < 30; i++) {
      event("e" + i, day, "many");
    }
    Sightings.Removed removed = join(new IndexSightings(client(), cluster).remove("many"));
    assertThat(removed, equalTo(new Sightings.Removed(30, 60)));
    assertBusy(() -> assertThat(count(kept(day)), equalTo(2L)), 60, TimeUnit.SECONDS);
    assertThat(count(events(day)), equalTo(1L));
    assertThat(
        join(new IndexSightings(client(), cluster).remove("many")),
        equalTo(new Sightings.Removed(0, 0)));
  }

  public void testPicturesOfDaysThatHaveGoneAreSwept() throws Exception {
    double day = NOON + 2 * 86_400;
    double other = NOON + 3 * 86_400;
    event("one", day, "p");
    event("two", other, "p");
    client().admin().indices().prepareDelete(events(day)).get();
    sweep.run();
    assertTrue(
        "perhaps its first event is on its way", cluster.state().metadata().hasIndex(kept(day)));
    now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
    sweep.run();
    assertBusy(
        () -> assertFalse(cluster.state().metadata().hasIndex(kept(day))), 60, TimeUnit.SECONDS);
    assertTrue(cluster.state().metadata().hasIndex(kept(other)));
  }

  public void testADayThatIsDeletedTakesItsPicturesAlong() throws Exception {
    double day = NOON + 4 * 86_400;
    event("one", day, "p");
    cluster.addListener(sweep);
    try {
      client().admin().indices().prepareDelete(events(day)).get();
      assertBusy(
          () -> assertFalse(cluster.state().metadata().hasIndex(kept(day))), 60, TimeUnit.SECONDS);
    } finally {
      cluster.removeListener(sweep);
    }
  }

  public void testTheFieldsOfAnEventNameItsPictures() {
    double day = NOON + 5 * 86_400;
    List<String> names = event("one", day, "p");
    Map<String, Object> fields = client().prepareGet(events(day), "one").get().getSourceAsMap();
    assertThat(
        List.of(fields.get(EventFields.FACE_PICTURE), fields.get(EventFields.SCENE_PICTURE)),
        equalTo(names));
  }

  /** A second attempt under the same id, of whatever picture, that is refused in the end. */
  public void testWhatIsRefusedChangesNoPictures() throws Exception {
    double day = NOON + 6 * 86_400;
    List<String> names = event("one", day, "p");
    String late = pictures.name("one", day, Kind.FACE);
    join(pictures.put(late, new byte[] {9}));
    assertArrayEquals(JPEG, join(pictures.get(names.getFirst())).orElseThrow());
    assertThat("no event names it", join(pictures.get(late)), equalTo(Optional.empty()));
    client().delete(new DeleteRequest(events(day), "one")).get();
    assertBusy(() -> assertThat(count(kept(day)), equalTo(0L)), 60, TimeUnit.SECONDS);
  }

  public void testAnEventThatNamesPicturesOfOthersDeletesNone() {
    double day = NOON + 7 * 86_400;
    List<String> names = event("one", day, "p");
    client()
        .prepareIndex(events(day))
        .setId("two")
        .setPipeline("_none")
        .setSource(
            EventFields.IDENTITY_ID,
            "thief",
            EventFields.TIMESTAMP,
            day,
            EventFields.FACE_PICTURE,
            names.getFirst())
        .get();
    assertThat(
        join(new IndexSightings(client(), cluster).remove("thief")),
        equalTo(new Sightings.Removed(1, 0)));
    assertTrue(join(pictures.get(names.getFirst())).isPresent());
  }
}

package org.facesearch.plugin.event;

import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.lucene.util.SetOnce;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventPictures;
import org.facesearch.models.event.EventPictures.Kind;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.event.Sightings;
import org.facesearch.models.usecase.Causes;
import org.facesearch.plugin.calls.OwnName;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.support.WriteRequest;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.index.IndexModule;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginsService;
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

  private static final PictureRemoval.Bounds BOUNDS =
      new PictureRemoval.Bounds(10, 40, 3, TimeValue.timeValueMillis(10));

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private ClusterService cluster;
  private EventPictures pictures;
  private PictureSweep sweep;

  /** What the removal of pictures calls. */
  private WatchedClient removing;

  /** Registers the settings, and what hears of deletions. */
  public static final class PicturesPlugin extends Plugin {

    private final SetOnce<PictureRemoval> removal = new SetOnce<>();
    private final SetOnce<WatchedClient> watched = new SetOnce<>();

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
      watched.set(new WatchedClient(client));
      removal.set(
          new PictureRemoval(
              new PluginClient(watched.get(), new OwnName()),
              () -> cluster.state().metadata(),
              BOUNDS));
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
    PicturesPlugin plugin =
        getInstanceFromNode(PluginsService.class).filterPlugins(PicturesPlugin.class).getFirst();
    pictures =
        new IndexEventPictures(client(), cluster, () -> MODEL, () -> 1, plugin.removal.get());
    sweep = new PictureSweep(new PluginClient(client(), new OwnName()), cluster, now::get);
    removing = plugin.watched.get();
  }

  @Override
  public void tearDown() throws Exception {
    removing.clear();
    super.tearDown();
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

  public void testWhatWasKeptForNoEventGoesAndWhatAnEventNamesStays() throws Exception {
    List<String> names = event("there", NOON, "ada");
    join(pictures.put(pictures.name("there", NOON, Kind.FACE), JPEG));
    join(pictures.put(pictures.name("never", NOON, Kind.FACE), JPEG));
    join(pictures.put(pictures.name("never", NOON, Kind.SCENE), JPEG));
    join(pictures.put(pictures.name("another", NOON, Kind.SCENE), JPEG));
    assertThat(count(kept(NOON)), equalTo(6L));
    pictures.abandon("there", NOON);
    pictures.abandon("never", NOON);
    assertBusy(() -> assertThat(count(kept(NOON)), equalTo(3L)));
    for (String name : names) {
      assertArrayEquals(JPEG, join(pictures.get(name)).orElseThrow());
    }
    // Of a day without events nothing is kept that could be looked up.
    pictures.abandon("never", NOON + 86_400);
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
    forge(day, "two", names.getFirst());
    assertThat(
        join(new IndexSightings(client(), cluster).remove("thief")),
        equalTo(new Sightings.Removed(1, 0)));
    assertTrue(join(pictures.get(names.getFirst())).isPresent());
  }

  private void forge(double day, String id, String picture) {
    client()
        .prepareIndex(events(day))
        .setId(id)
        .setPipeline("_none")
        .setSource(
            EventFields.IDENTITY_ID,
            "thief",
            EventFields.TIMESTAMP,
            day,
            EventFields.FACE_PICTURE,
            picture)
        .get();
  }

  public void testAForgedNameReachesNoPictureOfAnotherEvent() {
    double day = NOON + 8 * 86_400;
    String name = event("one", day, "p").getFirst();
    PictureName real = PictureName.parse(name).orElseThrow();
    String forged = new PictureName(real.events(), real.document(), "two").text();
    forge(day, "two", forged);
    assertThat(join(pictures.get(forged)), equalTo(Optional.empty()));
    assertThat(
        join(new IndexSightings(client(), cluster).remove("thief")),
        equalTo(new Sightings.Removed(1, 0)));
    assertTrue(join(pictures.get(name)).isPresent());
  }

  /** Only the pictures' removal waits, and only for the test. */
  private CompletableFuture<Void> hold() {
    CompletableFuture<Void> open = new CompletableFuture<>();
    removing.before(
        (request, call) -> {
          CompletableFuture<Void> unused = open.thenRun(call);
        });
    return open;
  }

  public void testAnEventThatIsWrittenAgainKeepsItsNewPictures() throws Exception {
    double day = NOON + 9 * 86_400;
    CompletableFuture<Void> open = hold();
    List<String> old = event("one", day, "p");
    client().delete(new DeleteRequest(events(day), "one")).get();
    List<String> fresh = event("one", day, "p");
    assertThat("held back", count(kept(day)), equalTo(4L));
    open.complete(null);
    assertBusy(() -> assertThat(count(kept(day)), equalTo(2L)), 60, TimeUnit.SECONDS);
    for (String name : fresh) {
      assertTrue(join(pictures.get(name)).isPresent());
    }
    assertThat(join(pictures.get(old.getFirst())), equalTo(Optional.empty()));
  }

  /** More of them than are looked for at once. */
  public void testManyThatStayKeepNoneFromGoing() throws Exception {
    double day = NOON + 10 * 86_400;
    CompletableFuture<Void> open = hold();
    for (int i = 0; i < 10; i++) {
      event("e" + i, day, "p");
      client().delete(new DeleteRequest(events(day), "e" + i)).get();
      event("e" + i, day, "p");
    }
    assertThat("held back", count(kept(day)), equalTo(40L));
    open.complete(null);
    assertBusy(() -> assertThat(count(kept(day)), equalTo(20L)), 60, TimeUnit.SECONDS);
  }

  public void testAFailureIsTriedAgainAndNotForEver() throws Exception {
    double day = NOON + 11 * 86_400;
    event("one", day, "p");
    event("two", day, "p");
    event("three", day, "p");
    AtomicInteger failures = new AtomicInteger();
    removing.before(
        (request, call) -> {
          if (failures.incrementAndGet() < BOUNDS.attempts()) {
            throw new IllegalStateException("a failure that the test makes");
          }
          call.run();
        });
    client().delete(new DeleteRequest(events(day), "one")).get();
    assertBusy(() -> assertThat(count(kept(day)), equalTo(4L)), 60, TimeUnit.SECONDS);

    failures.set(0);
    removing.before(
        (request, call) -> {
          failures.incrementAndGet();
          throw new IllegalStateException("a failure that the test makes");
        });
    client().delete(new DeleteRequest(events(day), "two")).get();
    assertBusy(() -> assertThat(failures.get(), equalTo(BOUNDS.attempts())), 60, TimeUnit.SECONDS);
    removing.clear();
    client().delete(new DeleteRequest(events(day), "three")).get();
    // Those of "two" are left to their day.
    assertBusy(() -> assertThat(count(kept(day)), equalTo(2L)), 60, TimeUnit.SECONDS);
    assertThat(failures.get(), equalTo(BOUNDS.attempts()));
  }

  public void testPicturesOfMoreEventsThanMayWaitAreLeft() throws Exception {
    double day = NOON + 12 * 86_400;
    int many = BOUNDS.most() + 5;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      names.addAll(event("e" + i, day, "p"));
    }
    CompletableFuture<Void> open = hold();
    for (int i = 0; i < many; i++) {
      client().delete(new DeleteRequest(events(day), "e" + i)).get();
    }
    open.complete(null);
    assertBusy(() -> assertThat(count(kept(day)), equalTo(10L)), 60, TimeUnit.SECONDS);
    for (String name : names) {
      assertThat("none is served", join(pictures.get(name)), equalTo(Optional.empty()));
    }
    event("later", day, "p");
    client().delete(new DeleteRequest(events(day), "later")).get();
    assertBusy(() -> assertThat(count(kept(day)), equalTo(10L)), 60, TimeUnit.SECONDS);
  }

  /** A client that changes an event whenever it is about to be deleted, so many times. */
  private WatchedClient changing(double day, int times) {
    WatchedClient changing = new WatchedClient(client());
    AtomicInteger left = new AtomicInteger(times);
    changing.before(
        (request, call) -> {
          if (request instanceof BulkRequest bulk
              && bulk.requests().getFirst().index().equals(events(day))
              && left.getAndDecrement() > 0) {
            client()
                .prepareIndex(events(day))
                .setId("e1")
                .setPipeline("_none")
                .setSource(EventFields.IDENTITY_ID, "p", EventFields.TIMESTAMP, day)
                .execute(
                    ActionListener.wrap(
                        changed -> call.run(),
                        error -> {
                          throw new AssertionError(error);
                        }));
          } else {
            call.run();
          }
        });
    return changing;
  }

  public void testAnEventThatIsChangedMeanwhileIsForgottenToo() {
    double day = NOON + 13 * 86_400;
    for (int i = 0; i < 3; i++) {
      event("e" + i, day, "p");
    }
    assertThat(
        join(new IndexSightings(changing(day, 2), cluster).remove("p")),
        equalTo(new Sightings.Removed(3, 6)));
    assertThat(count(events(day)), equalTo(0L));
  }

  public void testAnEventThatIsChangedForEverIsSaid() {
    double day = NOON + 14 * 86_400;
    for (int i = 0; i < 3; i++) {
      event("e" + i, day, "p");
    }
    IndexSightings sightings = new IndexSightings(changing(day, Integer.MAX_VALUE), cluster);
    FaceSearchException busy =
        (FaceSearchException)
            Causes.of(expectThrows(CompletionException.class, () -> join(sightings.remove("p"))));
    assertThat(busy.reason(), equalTo(FaceSearchException.Reason.BUSY));
    assertThat(count(events(day)), equalTo(1L));
  }

  public void testAPersonIsForgottenWhateverTheIndexIsCalledAndWhereverItsEventsAreRouted() {
    double day = NOON + 15 * 86_400;
    event("one", day, "p");
    client()
        .admin()
        .indices()
        .create(EventIndex.at(MODEL, day).create(8, 3).index("restored-events"))
        .actionGet();
    for (int i = 0; i < 9; i++) {
      client()
          .prepareIndex("restored-events")
          .setId("old" + i)
          .setRouting("somewhere")
          .setPipeline("_none")
          .setSource(EventFields.IDENTITY_ID, "p", EventFields.TIMESTAMP, day)
          .get();
    }
    assertThat(
        join(new IndexSightings(client(), cluster).remove("p")),
        equalTo(new Sightings.Removed(10, 2)));
    assertThat(count("restored-events"), equalTo(0L));
  }
}

package org.facesearch.plugin.reembed;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.reembed.OnMissing;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.reembed.Reembedding.State;
import org.facesearch.models.usecase.reembed.NewVectors;
import org.facesearch.models.usecase.reembed.RunReembedding;
import org.facesearch.plugin.event.EventSettings;
import org.facesearch.plugin.gallery.GroupIndex;
import org.facesearch.plugin.gallery.GroupSettings;
import org.facesearch.plugin.gallery.IndexGalleries;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.facesearch.plugin.terms.TermPageTests;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.support.WriteRequest;
import org.opensearch.cluster.block.ClusterBlockException;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Setting;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** Indices of one node that are given vectors of another model, whose dimension is 3. */
public class ReembedTests extends OpenSearchSingleNodeTestCase {

  private static final String OLD = "tiny-face";
  private static final String NEW = "new-face";

  /** Three bytes in base64; the new vector of a picture has the same three numbers. */
  private static final String PICTURE = "AQID";

  private static final String ANOTHER = "AwIB";

  /** Registers the settings. */
  public static final class SettingsPlugin extends Plugin {
    @Override
    public List<Setting<?>> getSettings() {
      List<Setting<?>> all = new ArrayList<>(GroupSettings.all());
      all.addAll(EventSettings.all());
      all.addAll(ReembedSettings.all());
      return all;
    }
  }

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(
        VisualVectorTestPlugin.class, SettingsPlugin.class, TermPageTests.AggregationPlugin.class);
  }

  private ClusterService cluster() {
    return getInstanceFromNode(ClusterService.class);
  }

  private IndexReembeddings store() {
    return new IndexReembeddings(client(), cluster());
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

  private static CompletionStage<List<float[]>> vectors(
      PictureSource picture, List<Optional<BoundingBox>> boxes) {
    byte[] bytes = ((PictureSource.Inline) picture).bytes(ImageLimits.defaults());
    float[] vector = {bytes[0], bytes[1], bytes[2]};
    return CompletableFuture.completedFuture(Collections.nCopies(boxes.size(), vector));
  }

  private Reembedding plan(
      String id,
      String source,
      String dest,
      String field,
      ReembedPlan.Pictures pictures,
      Optional<ReembedPlan.Swap> swap) {
    IndexMetadata index = cluster().state().metadata().index(source);
    return Reembedding.started(
        id,
        new ReembedPlan(
            source,
            index.getIndexUUID(),
            dest,
            field,
            OLD,
            new ReembedPlan.Model(NEW, 3, true),
            pictures,
            swap,
            OnMissing.KEEP),
        "nobody:1",
        Instant.ofEpochMilli(1));
  }

  private void work(Reembedding begun, NewVectors vectors) {
    join(store().create(begun));
    join(
        new RunReembedding(
                begun,
                store(),
                new CopyOfIndex(client(), client(), () -> cluster().state().metadata(), begun),
                vectors,
                2,
                InstantSource.system(),
                now -> {})
            .run());
  }

  private static Map<String, Object> face(int left) {
    return Map.of(
        "vector",
        new float[] {1, 0, 0, 0, 0, 0, 0, left},
        "model",
        OLD,
        "quality",
        Map.of("quality", "clear"),
        "bounding_box",
        Map.of(
            "pts",
            List.of(List.of(left, 0), List.of(9, 0), List.of(9, 9), List.of(left, 9)),
            "score",
            0.9));
  }

  private static IndexRequest document(String id, String routing, Map<String, ?> document) {
    return new IndexRequest("people").id(id).routing(routing).source(document).setPipeline("_none");
  }

  private void put(String id, String routing, Map<String, ?> document) {
    client().index(document(id, routing, document)).actionGet();
  }

  private Map<String, Object> get(String index, String id, String routing) {
    return client().prepareGet(index, id).setRouting(routing).get().getSourceAsMap();
  }

  private long count(String index) {
    client().admin().indices().prepareRefresh(index).get();
    return client().prepareSearch(index).setSize(0).get().getHits().getTotalHits().value();
  }

  private void createPeople() {
    client()
        .admin()
        .indices()
        .create(
            new CreateIndexRequest("people")
                .settings(
                    Map.of(
                        "index.number_of_shards",
                        3,
                        "index.number_of_replicas",
                        0,
                        "index.default_pipeline",
                        "absent",
                        "index.final_pipeline",
                        "_none"))
                .mapping(
                    Map.of(
                        "properties",
                        Map.of(
                            "photo",
                            Map.of("type", "object", "enabled", false),
                            "faces",
                            Map.of(
                                "type",
                                "nested",
                                "properties",
                                Map.of(
                                    "vector",
                                    Map.of("type", "visual_vector", "model", "face"),
                                    "model",
                                    Map.of("type", "keyword")))))))
        .actionGet();
  }

  /** 60 documents with one, two or no faces. */
  private void fill() {
    BulkRequest bulk = new BulkRequest();
    for (int i = 0; i < 60; i++) {
      List<Map<String, Object>> faces =
          i % 3 == 0 ? List.of() : i % 3 == 1 ? List.of(face(1)) : List.of(face(1), face(2));
      bulk.add(document("p" + i, "r" + i % 5, Map.of("n", i, "photo", PICTURE, "faces", faces)));
    }
    assertFalse(client().bulk(bulk).actionGet().hasFailures());
  }

  private void assertNewVectors(String id, String routing, String model, float... expected) {
    Map<String, Object> face =
        FieldPath.object(((List<?>) get("people", id, routing).get("faces")).getFirst());
    assertThat(face.get("model"), equalTo(model));
    List<?> vector = (List<?>) face.get("vector");
    assertThat(vector.size(), equalTo(expected.length));
    for (int i = 0; i < expected.length; i++) {
      assertThat(((Number) vector.get(i)).floatValue(), equalTo(expected[i]));
    }
    assertThat(face.get("quality"), equalTo(Map.of("quality", "clear")));
  }

  public void testAnIndexThatIsWrittenToMeanwhileTakesTheNameOfItsSource() {
    createPeople();
    fill();
    client()
        .admin()
        .indices()
        .prepareAliases()
        .addAlias("people", "clear", "{\"term\":{\"n\":4}}")
        .get();
    AtomicInteger calls = new AtomicInteger();
    NewVectors whileWriting =
        (picture, boxes) -> {
          assertTrue("each face is looked for in its box", boxes.getFirst().isPresent());
          if (calls.incrementAndGet() == 5) {
            put("late", "r1", Map.of("photo", ANOTHER, "faces", List.of(face(1))));
            put("p1", "r1", Map.of("photo", ANOTHER, "faces", List.of(face(1))));
            client().prepareDelete("people", "p2").setRouting("r2").get();
          }
          return vectors(picture, boxes);
        };
    ReembedPlan.Swap swap = new ReembedPlan.Swap("people", true, false);
    work(
        plan(
            "1",
            "people",
            "people-2",
            "faces.vector",
            new ReembedPlan.Pictures("photo", Optional.empty(), false),
            Optional.of(swap)),
        whileWriting);

    Reembedding done = join(store().read("1"));
    assertThat(done.state(), equalTo(State.COMPLETED));
    assertThat(done.reached().total(), equalTo(60L));
    assertThat(done.reached().counts().unchanged(), equalTo(20L));
    IndexMetadata dest = cluster().state().metadata().index("people-2");
    assertNull(cluster().state().metadata().index("people"));
    assertThat(new SourceMapping(dest).model("faces.vector"), equalTo(Optional.of(NEW)));
    assertFalse(IndexMetadata.INDEX_HIDDEN_SETTING.get(dest.getSettings()));
    assertThat(dest.getSettings().get("index.final_pipeline"), equalTo("_none"));
    assertNotNull("other names move too", dest.getAliases().get("clear").filter());
    assertThat(count("people"), equalTo(60L));
    assertThat(count("clear"), equalTo(1L));
    assertNewVectors("p4", "r4", NEW, 1, 2, 3);
    assertNewVectors("p1", "r1", NEW, 3, 2, 1);
    assertNewVectors("late", "r1", NEW, 3, 2, 1);
    assertFalse(client().prepareGet("people", "p2").setRouting("r2").get().isExists());
    client()
        .prepareIndex("people")
        .setId("after")
        .setSource(Map.of("n", 1))
        .setPipeline("_none")
        .setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE)
        .get();
  }

  public void testTheOldIndexStaysAndTakesNoWritesWhereTheNameWasAnAlias() {
    createPeople();
    fill();
    client().admin().indices().prepareAliases().addAlias("people", "all").get();
    work(
        plan(
            "2",
            "people",
            "people-2",
            "faces.vector",
            new ReembedPlan.Pictures("absent", Optional.empty(), false),
            Optional.of(new ReembedPlan.Swap("all", false, false))),
        ReembedTests::vectors);
    assertThat(join(store().read("2")).reached().counts().missing(), equalTo(40L));
    assertThat(count("all"), equalTo(60L));
    assertTrue(cluster().state().metadata().index("people-2").getAliases().containsKey("all"));
    assertNull(
        "without a new vector there is none",
        FieldPath.object(((List<?>) get("all", "p4", "r4").get("faces")).getFirst()).get("vector"));
    ClusterBlockException refused =
        expectThrows(ClusterBlockException.class, () -> put("x", "r", Map.of()));
    assertThat(refused.getMessage(), containsString("index write"));
  }

  public void testPicturesOfAnotherIndexAndADestinationThatIsGivenUp() {
    createPeople();
    fill();
    client()
        .prepareIndex("archive")
        .setId("p4")
        .setSource(Map.of("file", Map.of("data", ANOTHER)))
        .get();
    Reembedding begun =
        plan(
            "3",
            "people",
            "copy",
            "faces.vector",
            new ReembedPlan.Pictures("file.data", Optional.of("archive"), false),
            Optional.empty());
    work(begun, ReembedTests::vectors);
    assertThat(join(store().read("3")).reached().counts().embedded(), equalTo(1L));
    assertThat(count("copy"), equalTo(60L));
    put("still", "r", Map.of("n", 1));

    CopyOfIndex copy =
        new CopyOfIndex(client(), client(), () -> cluster().state().metadata(), begun);
    join(copy.discard());
    assertNull(cluster().state().metadata().index("copy"));
    client().admin().indices().prepareCreate("copy").get();
    CompletionException taken = expectThrows(CompletionException.class, () -> join(copy.prepare()));
    assertThat(taken.getCause().getMessage(), equalTo("dest: [copy] exists already"));
    join(copy.discard());
    assertNotNull("it is somebody else's", cluster().state().metadata().index("copy"));
  }

  public void testAGroupKeepsItsNameOverTwoModels() {
    IndexGalleries groups = new IndexGalleries(client(), cluster(), GroupKind.FACE);
    join(groups.create("staff", 7, OLD, 8));
    float[] old = {1, 0, 0, 0, 0, 0, 0, 0};
    Subject anna = new Subject(new BoundingBox(0, 0, 9, 9, 0.9), null, old, new byte[] {1, 2, 3});
    join(join(groups.open("staff")).add(new Entry("anna", "day", Map.of("n", 1), anna)));
    String index = GroupIndex.nameFor(GroupKind.FACE, "staff");
    reembedGroup("4", index, OLD);
    assertThat(join(groups.open("staff")).model(), equalTo(NEW));
    assertThat(join(groups.list()), equalTo(List.of("staff")));
    assertThat(
        "bytes in base64 are the picture",
        get(index, "anna", null).get(GroupIndex.VECTOR).toString(),
        equalTo("[1.0, 2.0, 3.0]"));
    Subject bela = new Subject(null, null, new float[] {1, 1, 1}, null);
    join(join(groups.open("staff")).add(new Entry("bela", "day", Map.of(), bela)));
    assertThat(join(join(groups.open("staff")).entries(null, null, 9)).items().size(), equalTo(2));
    assertThat(join(groups.open("staff")).capacity(), equalTo(7L));

    CompletionException taken =
        expectThrows(CompletionException.class, () -> join(groups.create("staff", 7, OLD, 8)));
    assertThat(taken.getCause().getMessage(), equalTo("group already exist"));
    reembedGroup("5", GroupIndex.successorOf(GroupKind.FACE, "staff", "4"), NEW);
    assertThat(join(join(groups.open("staff")).info()).count(), equalTo(2L));
    join(groups.remove("staff"));
    assertThat(join(groups.list()), equalTo(List.of()));
    join(groups.create("staff", 7, OLD, 8));
  }

  private void reembedGroup(String id, String source, String from) {
    Reembedding begun =
        plan(
            id,
            source,
            GroupIndex.successorOf(GroupKind.FACE, "staff", id),
            GroupIndex.VECTOR,
            new ReembedPlan.Pictures(GroupIndex.PHOTO, Optional.empty(), true),
            Optional.of(
                new ReembedPlan.Swap(GroupIndex.nameFor(GroupKind.FACE, "staff"), true, false)));
    assertThat(
        new SourceMapping(cluster().state().metadata().index(source)).model(GroupIndex.VECTOR),
        equalTo(Optional.of(from)));
    work(begun, ReembedTests::vectors);
  }

  public void testWhatNobodyWorksOnIsInterrupted() {
    createPeople();
    Reembedding begun =
        plan(
            "6",
            "people",
            "copy",
            "faces.vector",
            new ReembedPlan.Pictures("photo", Optional.empty(), false),
            Optional.empty());
    IndexReembeddings store = store();
    assertThat(join(store.list()), equalTo(List.of()));
    Reembedding lost = begun.resumed(cluster().localNode().getId() + ":123456789");
    join(store.create(lost));
    assertThat(join(store.read("6")), equalTo(lost.stopped(State.INTERRUPTED, Optional.empty())));
    assertThat(join(store.list()).size(), equalTo(1));
    assertThat(join(store.change("6", now -> now.frozen(true))), equalTo(lost.frozen(true)));
    join(store.remove("6"));
    CompletionException unknown =
        expectThrows(CompletionException.class, () -> join(store.change("6", now -> now)));
    assertThat(
        ((FaceSearchException) unknown.getCause()).reason(),
        equalTo(FaceSearchException.Reason.NOT_FOUND));
  }
}

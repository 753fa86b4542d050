package org.facesearch.plugin.gallery;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.gallery.People.Removed;
import org.facesearch.models.gallery.Subject;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Setting;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** The people of a group of one node. Vectors have 8 dimensions. */
public class IndexPeopleTests extends OpenSearchSingleNodeTestCase {

  private static final byte[] PHOTO = {1, 2, 3};

  private Gallery group;
  private IndexPeople people;

  /** Registers what marks a group. */
  public static final class GroupsPlugin extends Plugin {
    @Override
    public List<Setting<?>> getSettings() {
      return GroupSettings.all();
    }
  }

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, GroupsPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    ClusterService cluster = getInstanceFromNode(ClusterService.class);
    IndexGalleries groups = new IndexGalleries(client(), cluster, GroupKind.FACE);
    people = new IndexPeople(client(), cluster, () -> "people");
    assertThat("no group, nobody", join(people.entries("anna")), equalTo(List.of()));
    assertThat(join(people.photo("a")), equalTo(Optional.empty()));
    assertThat(join(people.remove("anna")), equalTo(new Removed(List.of(), 0)));
    join(groups.create("people", 10, "tiny-face", 8));
    client().admin().cluster().prepareHealth("faces-people").setWaitForYellowStatus().get();
    group = join(groups.open("people"));
  }

  @Override
  public void tearDown() throws Exception {
    client().admin().indices().prepareDelete("faces-people").get();
    super.tearDown();
  }

  private static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static Subject face(byte[] photo) {
    return new Subject(
        new BoundingBox(1, 2, 3, 4, null), null, new float[] {1, 0, 0, 0, 0, 0, 0, 0}, photo);
  }

  private void add(String id, Object desc, byte[] photo) {
    join(group.add(new Entry(id, "t", desc, face(photo))));
  }

  private Object photoInIndex(String id) {
    return client().prepareGet("faces-people", id).get().getSourceAsMap().get(GroupIndex.PHOTO);
  }

  public void testEntriesBelongToWhomTheirDescNames() {
    add("b", Map.of("identity_id", "anna"), null);
    add("a", Map.of("identity_id", "anna"), null);
    add("anna", Map.of("identity_id", 7), null);
    add("bela", Map.of("identity_id", List.of()), null);
    add("cleo", null, null);
    assertThat(join(people.entries("anna")), equalTo(List.of("a", "b")));
    assertThat(join(people.entries("7")), equalTo(List.of("anna")));
    assertThat(join(people.entries("bela")), equalTo(List.of("bela")));
    assertThat(join(people.entries("cleo")), equalTo(List.of("cleo")));
    assertThat(join(people.entries("a")), equalTo(List.of()));

    EntryPatch.Desc desc = new EntryPatch.Desc(Map.of("identity_id", "bela"));
    join(group.update("a", new EntryPatch(Optional.empty(), Optional.of(desc), Optional.empty())));
    assertThat(join(people.entries("bela")), equalTo(List.of("a", "bela")));
    assertThat(join(people.entries("anna")), equalTo(List.of("b")));
  }

  public void testPhotosAreReplacedAndGoWithTheirFace() {
    add("a", Map.of(), PHOTO);
    add("b", Map.of(), null);
    assertArrayEquals(PHOTO, join(people.photo("a")).orElseThrow());
    assertThat(join(people.photo("b")), equalTo(Optional.empty()));
    assertThat(join(people.photo("c")), equalTo(Optional.empty()));

    EntryPatch tag = new EntryPatch(Optional.of("u"), Optional.empty(), Optional.empty());
    join(group.update("a", tag));
    assertArrayEquals(PHOTO, join(people.photo("a")).orElseThrow());
    byte[] other = {4};
    EntryPatch again = new EntryPatch(Optional.empty(), Optional.empty(), Optional.of(face(other)));
    join(group.update("a", again));
    assertArrayEquals(other, join(people.photo("a")).orElseThrow());
    EntryPatch none = new EntryPatch(Optional.empty(), Optional.empty(), Optional.of(face(null)));
    join(group.update("a", none));
    assertThat(photoInIndex("a"), nullValue());
  }

  public void testAPersonIsRemovedWholeHoweverManyEntriesThereAre() {
    IntStream.range(0, 230)
        .forEach(
            i -> add("a" + (1000 + i), Map.of("identity_id", "anna"), i % 2 == 0 ? PHOTO : null));
    add("bela", Map.of(), PHOTO);
    // As others write: without saying whose they are, or without an id.
    float[] vector = face(null).vector();
    client()
        .prepareIndex("faces-people")
        .setId("own")
        .setSource("id", "own", "vector", vector)
        .get();
    client()
        .prepareIndex("faces-people")
        .setId("nameless")
        .setSource("identity", "anna", "vector", vector)
        .get();
    Removed removed = join(people.remove("anna"));
    assertThat(removed.entries().size(), equalTo(231));
    assertThat(removed.entries().getFirst(), equalTo("a1000"));
    assertThat(removed.entries().getLast(), equalTo("nameless"));
    assertThat(removed.photos(), equalTo(115));
    assertThat(join(people.remove("anna")), equalTo(new Removed(List.of(), 0)));
    assertThat(join(people.remove("own")), equalTo(new Removed(List.of("own"), 0)));
    assertThat(join(group.entries(null, null, 10)).items().size(), equalTo(1));
    assertArrayEquals(PHOTO, join(people.photo("bela")).orElseThrow());
  }
}

package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.MemoryGalleries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clustering and searching several groups, with real models on a store in memory. */
@ExtendWith(LoadedModels.class)
class ClusterFacesTest {

  private static final PictureSource CROWD = UseCaseParts.sample(4);

  private final MemoryGalleries galleries = new MemoryGalleries();
  private final UseCaseParts parts;
  private ManageGroups groups;

  ClusterFacesTest(FaceModels models) {
    this.parts = new UseCaseParts(models);
  }

  @BeforeEach
  void createGroups() {
    groups = new ManageGroups(galleries, parts.groupModels());
    for (String group : List.of("one", "two", "new")) {
      join(groups.create(group, 10));
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static SearchGroups.Request search(List<String> others, List<ProbePicture> pictures) {
    return new SearchGroups.Request(others, pictures, 0.45, 5, false);
  }

  private List<List<SearchGroups.SubjectResult>> cluster(
      List<String> others, List<ProbePicture> pictures) {
    return join(
        new ClusterFaces(galleries, parts.groupModels(), parts.subjects(), 2)
            .run(new ClusterFaces.Request("new", search(others, pictures))));
  }

  private long count(String group) {
    return join(groups.info(group)).count();
  }

  private static String onlyId(SearchGroups.SubjectResult face) {
    assertEquals(1, face.hits().size(), face::toString);
    return face.hits().getFirst().entry().id();
  }

  @Test
  void everyNewFaceIsAddedOnceAndMatchedLater() {
    List<List<SearchGroups.SubjectResult>> results =
        cluster(List.of(), UseCaseParts.asked(CROWD, CROWD));
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      SearchGroups.SubjectResult first = results.get(0).get(i);
      assertEquals(1, first.hits().getFirst().score());
      assertEquals("default", first.hits().getFirst().entry().tag());
      assertEquals(first.box(), first.hits().getFirst().entry().box());
      assertEquals(onlyId(first), onlyId(results.get(1).get(i)), "the same face again");
      ids.add(onlyId(first));
    }
    assertEquals(4, ids.size());
    assertEquals(4, count("new"));
    assertEquals(
        ids,
        Set.copyOf(
            cluster(List.of(), UseCaseParts.asked(CROWD)).getFirst().stream()
                .map(ClusterFacesTest::onlyId)
                .toList()));
    assertEquals(4, count("new"));
  }

  @Test
  void whoIsInAnotherGroupIsNotAdded() {
    List<Subject> faces =
        parts
            .subjects()
            .toSearch(UseCaseParts.asked(CROWD).getFirst(), parts.model().id())
            .toCompletableFuture()
            .join();
    join(join(galleries.open("two")).matchOrAdd(List.of(faces.get(1)), 1, 0.9));
    List<SearchGroups.SubjectResult> results =
        cluster(List.of("one", "two"), UseCaseParts.asked(CROWD)).getFirst();
    assertEquals(
        List.of("new", "two", "new", "new"),
        results.stream().map(face -> face.hits().getFirst().group()).toList());
    assertEquals(3, count("new"));
    assertEquals(0, count("one"));
  }

  @Test
  void aBadPictureAddsNobody() {
    Exception failure =
        assertThrows(
            Exception.class,
            () ->
                cluster(
                    List.of(), UseCaseParts.asked(CROWD, PictureSource.parse("data:,nonsense"))));
    assertTrue(failure.getMessage().contains("images[1]: "), failure.getMessage());
    assertEquals(0, count("new"));
  }

  @Test
  void onePictureIsDecodedOnceForAllItsBoxesWhichKeepTheirOrder() {
    List<SearchGroups.SubjectResult> found =
        cluster(List.of(), UseCaseParts.asked(CROWD)).getFirst();
    List<GivenBox> reversed =
        found.reversed().stream()
            .map(SearchGroups.SubjectResult::box)
            .map(box -> new BoundingBox(box.left(), box.top(), box.right(), box.bottom(), null))
            .map(box -> new GivenBox("pts", box))
            .toList();
    List<SearchGroups.SubjectResult> given =
        cluster(List.of(), List.of(new ProbePicture("data[0]", CROWD, Optional.of(reversed))))
            .getFirst();
    assertEquals(
        found.reversed().stream().map(ClusterFacesTest::onlyId).toList(),
        given.stream().map(ClusterFacesTest::onlyId).toList());
    assertEquals(
        reversed.stream().map(GivenBox::box).toList(),
        given.stream().map(SearchGroups.SubjectResult::box).toList());
    assertEquals(4, count("new"));
  }

  @Test
  void sixGroupsAreTooMany() {
    List<String> names = List.of("aaa", "bbb", "ccc", "ddd", "eee", "fff", "aaa");
    assertEquals("too many groups", refusal(names));
    assertEquals("group not exist", refusal(names.subList(0, 5)));
  }

  private String refusal(List<String> names) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> cluster(names, UseCaseParts.asked(CROWD)));
    return assertInstanceOf(FaceSearchException.class, failure.getCause()).getMessage();
  }
}

package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.MemoryGalleries;
import org.facesearch.models.testing.Photographs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The use cases with real models on a store in memory. */
@ExtendWith(LoadedModels.class)
class GroupUseCasesTest {

  private final MemoryGalleries galleries = new MemoryGalleries();
  private final UseCaseParts parts;
  private ManageGroups groups;

  GroupUseCasesTest(FaceModels models) {
    this.parts = new UseCaseParts(models);
  }

  @BeforeEach
  void createGroup() {
    groups = new ManageGroups(galleries, parts.groupModels());
    join(groups.create("staff", 10));
  }

  private AddEntry enrol(boolean singleFaceOnly) {
    return new AddEntry(
        galleries,
        parts.groupModels(),
        new FindFaces(
            UseCaseParts.pictures(Runnable::run), model -> parts.analysis(), singleFaceOnly),
        group -> false);
  }

  private static AddEntry.Request request(String id, int sample, BoundingBox box) {
    return new AddEntry.Request(
        "staff", id, UseCaseParts.sample(sample), "", Map.of("n", 1), box, false);
  }

  private SearchGroups identify(Supplier<GroupModel> supplier) {
    return new SearchGroups(galleries, GroupModels.only(supplier), parts.subjects(), 2);
  }

  private static SearchGroups.Request search(double threshold, PictureSource... pictures) {
    return new SearchGroups.Request(
        List.of("staff"), UseCaseParts.asked(pictures), threshold, 5, false);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static FaceSearchException failure(Supplier<CompletionStage<?>> call) {
    try {
      join(call.get());
    } catch (FaceSearchException e) {
      return e;
    } catch (CompletionException e) {
      return (FaceSearchException) e.getCause();
    }
    throw new AssertionError("nothing failed");
  }

  @Test
  void enrolsTheLargestFaceAndFindsItAgain() {
    AddEntry.Result result = join(enrol(false).run(request("", 4, null)));
    assertTrue(result.id().length() > 15, "a random id");
    assertEquals(4, result.faces().getAsInt());
    assertTrue(result.box().score() > 0.9);

    List<SearchGroups.SubjectResult> faces =
        join(identify(parts::model).run(search(0.45, UseCaseParts.sample(4)))).getFirst();
    assertEquals(4, faces.size());
    SearchGroups.Hit hit = faces.getFirst().hits().getFirst();
    assertEquals(result.id(), hit.entry().id());
    assertEquals("default", hit.entry().tag());
    assertEquals(1, hit.score(), 1e-4);
    assertTrue(faces.get(1).hits().isEmpty(), "another person");
  }

  @Test
  void noHitIsBelowTheThreshold() {
    join(enrol(false).run(request("a", 4, null)));
    for (double threshold : List.of(0.0, 0.4, 1.0)) {
      List<SearchGroups.Hit> hits =
          join(identify(parts::model).run(search(threshold, UseCaseParts.sample(4))))
              .getFirst()
              .getFirst()
              .hits();
      assertEquals(1, hits.size(), "the face itself at " + threshold);
      assertTrue(hits.getFirst().score() >= threshold);
    }
  }

  @Test
  void aGivenBoxChoosesTheFaceAndIsNotAssessed() {
    List<AnalyzedFace> all =
        parts.analysis().all(Photographs.bytes(Photographs.sample(1)), ImageLimits.defaults());
    BoundingBox second = all.get(1).box();
    BoundingBox given =
        new BoundingBox(second.left(), second.top(), second.right(), second.bottom(), null);
    AddEntry.Result result = join(enrol(true).run(request("second", 1, given)));
    assertNull(result.quality());
    assertNull(result.box().score());
    assertFalse(result.faces().isPresent());

    List<SearchGroups.SubjectResult> faces =
        join(identify(parts::model).run(search(0.45, UseCaseParts.sample(1)))).getFirst();
    assertTrue(faces.get(0).hits().isEmpty());
    assertTrue(faces.get(1).hits().getFirst().score() > 0.9);
  }

  @Test
  void aBoxOutsideThePictureIsRefused() {
    FaceSearchException failure =
        failure(() -> enrol(false).run(request("x", 1, new BoundingBox(0, 0, 5000, 10, null))));
    assertEquals(
        "image.bounding_box.pts must lie in the picture, which is 1920 x 1280",
        failure.getMessage());
  }

  @Test
  void singleFaceModeRefusesSeveral() {
    assertEquals(
        "multiple faces found in image",
        failure(() -> enrol(true).run(request("x", 1, null))).getMessage());
    assertEquals(0, join(groups.info("staff")).count());
  }

  @Test
  void aTakenIdIsAConflictAndChangesNothing() {
    join(enrol(false).run(request("a", 1, null)));
    FaceSearchException failure = failure(() -> enrol(false).run(request("a", 2, null)));
    assertEquals(Reason.CONFLICT, failure.reason());
    assertEquals("a already exist", failure.getMessage());
  }

  @Test
  void updateReplacesWhatIsGiven() {
    join(enrol(false).run(request("a", 1, null)));
    UpdateEntry update =
        new UpdateEntry(galleries, parts.groupModels(), parts.subjects(), group -> false);
    join(
        update.run(
            new UpdateEntry.Request(
                "staff",
                "a",
                Optional.of(UseCaseParts.sample(5)),
                null,
                Optional.of(""),
                Optional.of(new EntryPatch.Desc(null)))));
    SearchGroups.Hit hit =
        join(identify(parts::model).run(search(0.45, UseCaseParts.sample(5))))
            .getFirst()
            .getFirst()
            .hits()
            .getFirst();
    assertEquals("default", hit.entry().tag());
    assertNull(hit.entry().desc());
    assertEquals(
        "b not exist",
        failure(
                () ->
                    update.run(
                        new UpdateEntry.Request(
                            "staff",
                            "b",
                            Optional.empty(),
                            null,
                            Optional.of("t"),
                            Optional.empty())))
            .getMessage());
  }

  @Test
  void aBadPictureNamesItsPlace() {
    PictureSource garbage = PictureSource.parse("data:,nonsense");
    FaceSearchException failure =
        failure(() -> identify(parts::model).run(search(0.45, UseCaseParts.sample(1), garbage)));
    assertEquals(Reason.INVALID, failure.reason());
    assertTrue(failure.getMessage().startsWith("images[1]: "), failure.getMessage());
  }

  @Test
  void vectorsOfTwoModelsAreNeverCompared() {
    join(enrol(false).run(request("a", 1, null)));
    GroupModel other = new GroupModel("another-model", 512, parts.model().scale());
    FaceSearchException failure =
        failure(() -> identify(() -> other).run(search(0.45, UseCaseParts.sample(1))));
    assertEquals(Reason.CONFLICT, failure.reason());
    assertTrue(
        failure.getMessage().contains("another-model")
            && failure.getMessage().contains("arcface-fr-512"),
        failure.getMessage());
  }

  @Test
  void aFullQueueIsBusy() {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    FaceSearchException failure =
        failure(
            () ->
                UseCaseParts.pictures(full).on(UseCaseParts.sample(1), parts.analysis()::largest));
    assertEquals(Reason.BUSY, failure.reason());
  }

  @Test
  void groupNamesAndCapacitiesAreChecked() {
    for (String name : List.of("ab", "Abc", "1abc", "a".repeat(33), "multi", "a/b", "a.b", "")) {
      assertEquals("invalid group name", failure(() -> groups.create(name, 1)).getMessage(), name);
    }
    assertEquals("invalid group capacity", failure(() -> groups.create("good", 0)).getMessage());
    assertEquals("group already exist", failure(() -> groups.create("staff", 1)).getMessage());
    assertEquals("group not exist", failure(() -> groups.info("nobody")).getMessage());
    join(groups.create("a-_9" + "x".repeat(28), 1));
    assertEquals(new GalleryInfo(10, 0, 0), join(groups.info("staff")));
  }

  @Test
  void deleteAsksForEachIdOnce() {
    join(enrol(false).run(request("a", 1, null)));
    assertEquals(List.of("a"), join(groups.delete("staff", List.of("b", "a", "a"))));
  }
}

package org.facesearch.models.usecase;

import static org.facesearch.models.usecase.WatchedGroups.failure;
import static org.facesearch.models.usecase.WatchedGroups.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.MemoryGalleries;
import org.facesearch.models.testing.PictureFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The use cases of groups of pictures, with the real model on a store in memory. */
@ExtendWith(LoadedModels.class)
class ImageGroupsTest {

  private static final PictureSource GARBAGE = PictureSource.parse("data:,nonsense");

  private final MemoryGalleries galleries = new MemoryGalleries();
  private final FindSubjects pictures;
  private final GroupModel model;
  private final GroupCalls calls;

  ImageGroupsTest(ImageModel image) {
    model = GroupModel.of(image);
    pictures =
        new FindWholePictures(
            UseCaseParts.pictures(Runnable::run),
            id ->
                new AnalyzeImage(
                    new ImageIoPictureDecoder(new DecodeBudget(1L << 28)),
                    () -> image,
                    WorkWatch.NONE));
    calls = GroupCalls.of(galleries, GroupModels.only(() -> model), pictures, group -> false, 2);
  }

  @BeforeEach
  void createGroup() {
    join(calls.manage().create("shots", 10));
  }

  private AddEntry.Result add(String id, PictureSource picture) {
    return join(
        calls.add().run(new AddEntry.Request("shots", id, picture, "", Map.of(), null, false)));
  }

  private static SearchGroups.Request search(double threshold, PictureSource... pictures) {
    return new SearchGroups.Request(
        List.of("shots"), UseCaseParts.asked(pictures), threshold, 5, false);
  }

  private static PictureSource plain(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    return PictureSource.parse(
        "data:image/png;base64,"
            + Base64.getEncoder().encodeToString(PictureFiles.encode(image, "png", param -> {})));
  }

  @Test
  void aPictureHasOneResultWhoeverIsInIt() {
    AddEntry.Result added = add("", UseCaseParts.sample(4));
    assertTrue(added.id().length() > 15, "a random id");
    assertNull(added.box());
    assertNull(added.quality());
    assertFalse(added.faces().isPresent(), "nobody looked for faces");
    add("other", UseCaseParts.sample(6));

    List<List<SearchGroups.SubjectResult>> results =
        join(calls.search().run(search(0.3, UseCaseParts.sample(4), UseCaseParts.sample(6))));
    assertEquals(List.of(1, 1), results.stream().map(List::size).toList());
    SearchGroups.SubjectResult first = results.getFirst().getFirst();
    assertNull(first.box());
    assertEquals(added.id(), first.hits().getFirst().entry().id());
    assertNull(first.hits().getFirst().entry().box());
    assertEquals(1, first.hits().getFirst().score(), 1e-4);
    assertEquals("other", results.get(1).getFirst().hits().getFirst().entry().id());
  }

  /** At a threshold of 0 all are hits, with the scores of the scale for pictures. */
  @Test
  void scoresAreThoseOfPicturesAndNotOfFaces() {
    add("thing", plain(40, 40, 0x3060c0));
    SearchGroups.Hit hit =
        join(calls.search().run(search(0, UseCaseParts.sample(1))))
            .getFirst()
            .getFirst()
            .hits()
            .getFirst();
    assertEquals(0, hit.score(), "a cosine that is common among unrelated pictures");
  }

  @Test
  void whatIsAskedOfFacesHasNoMeaning() {
    AddEntry.Result added =
        join(
            calls
                .add()
                .run(
                    new AddEntry.Request(
                        "shots",
                        "a",
                        UseCaseParts.sample(1),
                        "",
                        Map.of(),
                        new BoundingBox(5000, 5000, 6000, 6000, null),
                        true)));
    assertNull(added.box());
    List<SearchGroups.SubjectResult> results =
        join(calls
                .search()
                .run(
                    new SearchGroups.Request(
                        List.of("shots"),
                        UseCaseParts.asked(UseCaseParts.sample(1)),
                        0.3,
                        5,
                        true)))
            .getFirst();
    assertEquals("a", results.getFirst().hits().getFirst().entry().id());
  }

  @Test
  void aFlatColourOfAnySizeIsAPicture() {
    add("dot", plain(1, 1, 0xffffff));
    add("line", plain(3000, 1, 0x000000));
    Page<StoredEntry> page = join(calls.manage().entries("shots", null, null, 10));
    assertEquals(List.of("dot", "line"), page.items().stream().map(StoredEntry::id).toList());
  }

  @Test
  void anUpdateReplacesThePictureAndNothingElse() {
    add("a", UseCaseParts.sample(1));
    join(
        calls
            .update()
            .run(
                new UpdateEntry.Request(
                    "shots",
                    "a",
                    Optional.of(UseCaseParts.sample(5)),
                    null,
                    Optional.empty(),
                    Optional.of(new EntryPatch.Desc("new")))));
    SearchGroups.Hit hit =
        join(calls.search().run(search(0.9, UseCaseParts.sample(5))))
            .getFirst()
            .getFirst()
            .hits()
            .getFirst();
    assertEquals("default", hit.entry().tag());
    assertEquals("new", hit.entry().desc());
  }

  @Test
  void aBadPictureNamesItsPlaceAndAddsNothing() {
    assertEquals(Reason.INVALID, failure(() -> calls.search().run(search(0.3, GARBAGE))).reason());
    assertTrue(
        failure(() -> calls.search().run(search(0.3, UseCaseParts.sample(1), GARBAGE)))
            .getMessage()
            .startsWith("images[1]: "));
    assertEquals(
        Reason.INVALID,
        failure(
                () ->
                    calls
                        .add()
                        .run(new AddEntry.Request("shots", "a", GARBAGE, "", null, null, false)))
            .reason());
    assertEquals(0, join(calls.manage().info("shots")).count());
  }

  @Test
  void vectorsOfTwoModelsAreNeverCompared() {
    GroupModel other = new GroupModel("another-model", 512, model.scale());
    assertEquals(
        Reason.CONFLICT,
        failure(
                () ->
                    new SearchGroups(galleries, GroupModels.only(() -> other), pictures, 1)
                        .run(search(0.3, UseCaseParts.sample(1))))
            .reason());
  }
}

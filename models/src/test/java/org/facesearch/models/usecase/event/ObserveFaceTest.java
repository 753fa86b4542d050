package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.attribute.AttributeEstimator;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.MemoryEventPictures;
import org.facesearch.models.testing.MemoryGalleries;
import org.facesearch.models.testing.MemoryPeople;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;
import org.facesearch.models.usecase.UseCaseParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events of photographs, seen by the real models. */
@ExtendWith(LoadedModels.class)
class ObserveFaceTest {

  private static final String GROUP = "identities";
  private static final Map<String, Object> DOOR = Map.of("device_id", "door");

  private final UseCaseParts parts;
  private final MemoryGalleries galleries = new MemoryGalleries();
  private final MemoryEventPictures kept = new MemoryEventPictures();
  private final StageTimes times = new StageTimes();
  private final Photographs photographs = new Photographs();
  private boolean keeps;
  private boolean estimates = true;
  private Map<Attribute, Supplier<AttributeEstimator>> estimators = Map.of();

  ObserveFaceTest(FaceModels models) {
    this.parts = new UseCaseParts(models);
  }

  private FaceEvent observe(PictureSource picture, DeviceFace device) {
    IdentifyFace identify =
        new IdentifyFace(
            galleries,
            parts::models,
            new MemoryPeople(galleries, GROUP),
            () -> new IdentifyFace.Gallery(GROUP, 0.82));
    return new ObserveFace(
            UseCaseParts.pictures(Runnable::run),
            parts.analysis(estimators),
            identify,
            kept,
            () -> keeps,
            () -> estimates)
        .run(new ProbePicture("photo", picture), new Sighting(1.5e9 + 0.25, DOOR, device), times)
        .toCompletableFuture()
        .join();
  }

  private static List<?> list(Object value) {
    return assertInstanceOf(List.class, value);
  }

  private static int number(Object value) {
    return assertInstanceOf(Integer.class, value);
  }

  @Test
  void anEventTellsWhatWasSeen() {
    FaceEvent event = observe(UseCaseParts.sample(3), DeviceFace.SILENT);
    assertTrue(event.id().matches("[A-Za-z0-9_-]{20}"), event.id());
    assertEquals(1.5e9 + 0.25, event.timestamp());
    assertEquals(Identity.STRANGER, event.identity());
    assertEquals(0, event.score());
    assertEquals(DOOR, event.epInfo());
    assertEquals("", event.facePicture());
    assertEquals("", event.scenePicture());
    assertEquals(parts.models().id(), event.model());
    assertEquals(512, event.vector().length);

    List<?> box = list(event.attributes().get("box"));
    List<?> point = list(event.attributes().get("point"));
    assertEquals(4, box.size());
    assertEquals(10, point.size());
    for (int i = 0; i < 5; i++) {
      int x = number(point.get(i));
      int y = number(point.get(i + 5));
      assertTrue(x > number(box.get(0)) && x < number(box.get(2)), point + " in " + box);
      assertTrue(y > number(box.get(1)) && y < number(box.get(3)), point + " in " + box);
    }
    // Eyes, nose, mouth: left before right, from top to bottom.
    assertTrue(number(point.get(0)) < number(point.get(1)), point::toString);
    assertTrue(number(point.get(5)) < number(point.get(7)), point::toString);
    assertTrue(number(point.get(7)) < number(point.get(8)), point::toString);
    for (String name : DeviceFace.NAMES) {
      assertTrue(event.attributes().containsKey(name), name);
      assertNull(event.attributes().get(name), name);
    }
    assertEquals(
        Set.of(
            "quality", "orientation", "side", "confidence", "turn", "nod", "sharpness", "balance"),
        event.quality().keySet());
    assertEquals("clear", event.quality().get("quality"));
    assertEquals(
        List.of("decode", "detect", "align", "embed", "identify"),
        List.copyOf(times.millis().keySet()));
    assertNotEquals(event.id(), observe(UseCaseParts.sample(3), DeviceFace.SILENT).id());
  }

  @Test
  void whatTheDeviceSaysOfTheFaceIsTaken() {
    Map<String, Object> told =
        Map.of("mask", 1, "gender", "female", "hat", List.of("red"), "sharp", 0.5, "box", "none");
    FaceEvent event = observe(UseCaseParts.sample(3), DeviceFace.ofCamera(told));
    assertEquals(told, event.quality());
    assertEquals("1", event.attributes().get("mask"));
    assertEquals("female", event.attributes().get("gender"));
    assertNull(event.attributes().get("hat"));
    assertEquals(4, list(event.attributes().get("box")).size());
    assertTrue(!event.attributes().containsKey("sharp"));
  }

  /** Ages a face by this, and calls it a woman's. */
  private static Map<Attribute, Supplier<AttributeEstimator>> aged(double years) {
    return Map.of(Attribute.AGE_GENDER, () -> (image, face) -> Map.of("age", years, "male", 0.2));
  }

  @Test
  void ageAndGenderAreEstimatedWhereTheDeviceDoesNotTellThem() {
    estimators = aged(70);
    FaceEvent event = observe(UseCaseParts.sample(3), DeviceFace.SILENT);
    assertEquals("female", event.attributes().get("gender"));
    assertEquals("aged", event.attributes().get("age"));
    assertNull(event.attributes().get("mask"));
    assertTrue(times.millis().containsKey("attributes"));

    FaceEvent half = observe(UseCaseParts.sample(3), DeviceFace.ofCamera(Map.of("age", "youth")));
    assertEquals("female", half.attributes().get("gender"));
    assertEquals("youth", half.attributes().get("age"));

    estimates = false;
    assertNull(observe(UseCaseParts.sample(3), DeviceFace.SILENT).attributes().get("age"));
  }

  @Test
  void nothingIsEstimatedThatTheDeviceTellsOrNoModelIsThereFor() {
    estimators =
        Map.of(
            Attribute.AGE_GENDER,
            () ->
                (image, face) -> {
                  throw new AssertionError("it was told");
                });
    FaceEvent told =
        observe(
            UseCaseParts.sample(3), DeviceFace.ofCamera(Map.of("age", "aged", "gender", "male")));
    assertEquals("male", told.attributes().get("gender"));

    estimators =
        Map.of(
            Attribute.AGE_GENDER,
            () -> {
              throw new FaceSearchException(FaceSearchException.Reason.UNAVAILABLE, "damaged");
            });
    assertNull(observe(UseCaseParts.sample(3), DeviceFace.SILENT).attributes().get("gender"));
  }

  @Test
  void somebodyKnownIsNamed() {
    float[] vector = observe(UseCaseParts.sample(3), DeviceFace.SILENT).vector();
    galleries.create(GROUP, 1, parts.models().id(), 512).toCompletableFuture().join();
    Subject face = new Subject(null, null, vector);
    galleries
        .open(GROUP)
        .thenCompose(group -> group.add(new Entry("e", "default", Map.of("name", "Ada"), face)))
        .toCompletableFuture()
        .join();
    FaceEvent event = observe(UseCaseParts.sample(3), DeviceFace.SILENT);
    assertEquals("Ada", event.identity().name());
    assertEquals(1, event.score(), 1e-6);
  }

  @Test
  void itsPicturesAreKeptWhereTheyAreWanted() {
    keeps = true;
    byte[] file = Photographs.bytes(Photographs.sample(3));
    FaceEvent event = observe(new PictureSource.Upload(file), DeviceFace.SILENT);
    assertEquals(Set.of(event.facePicture(), event.scenePicture()), kept.files().keySet());
    assertEquals(file, kept.files().get(event.scenePicture()));
    RgbImage crop = photographs.read(kept.files().get(event.facePicture()));
    List<?> box = list(event.attributes().get("box"));
    int width = number(box.get(2)) - number(box.get(0)) + 1;
    int height = number(box.get(3)) - number(box.get(1)) + 1;
    RgbImage scene = photographs.read(file);
    assertTrue(crop.width() >= width && crop.width() <= 1.5 * width + 2, crop + " of " + box);
    assertTrue(crop.height() >= height && crop.height() <= 1.5 * height + 2, crop + " of " + box);
    assertTrue(crop.width() <= scene.width() && crop.height() <= scene.height());
    assertEquals(1, parts.models().detector().detect(crop).size());
    assertTrue(times.millis().keySet().containsAll(List.of("encode", "pictures")));

    kept.refuse();
    assertFails(
        FaceSearchException.Reason.UNAVAILABLE, "no room for pictures", UseCaseParts.sample(3));
  }

  @Test
  void aPictureWithoutAFaceIsNoEvent() {
    keeps = true;
    assertFails(
        FaceSearchException.Reason.INVALID,
        "photo: no face found in image",
        new PictureSource.Upload(grey()));
    assertFails(
        FaceSearchException.Reason.INVALID,
        "photo: image is not valid base64",
        PictureSource.base64("?"));
    assertEquals(Map.of(), kept.files());
  }

  /** A BMP file of 64 x 64 pixels with nothing on it. */
  static byte[] grey() {
    byte[] grey = new byte[54 + 64 * 64 * 3];
    System.arraycopy(
        Base64.getDecoder()
            .decode("Qk02MAAAAAAAADYAAAAoAAAAQAAAAEAAAAABABgAAAAAAAAwAAAAAAAAAAAAAAAAAAAAAAAA"),
        0,
        grey,
        0,
        54);
    return grey;
  }

  private void assertFails(
      FaceSearchException.Reason reason, String message, PictureSource picture) {
    CompletionException error =
        assertThrows(CompletionException.class, () -> observe(picture, DeviceFace.SILENT));
    FaceSearchException failure = assertInstanceOf(FaceSearchException.class, error.getCause());
    assertEquals(reason, failure.reason());
    assertEquals(message, failure.getMessage());
  }
}

package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.Identity;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.MemoryGalleries;
import org.facesearch.models.testing.MemoryPeople;
import org.facesearch.models.usecase.StageTimes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People in a gallery of made-up vectors: a probe's cosine is what a test wants it to be. */
@ExtendWith(LoadedModels.class)
class IdentifyFaceTest {

  private static final String GROUP = "identities";
  private static final int DIMENSION = 512;

  private final FaceModels models;
  private final MemoryGalleries galleries = new MemoryGalleries();
  private double threshold = 0.82;

  IdentifyFaceTest(FaceModels models) {
    this.models = models;
  }

  @BeforeEach
  void makeGallery() {
    galleries.create(GROUP, 10, models.id(), DIMENSION).toCompletableFuture().join();
  }

  private Identified of(float[] face) {
    return new IdentifyFace(
            galleries,
            () -> models,
            new MemoryPeople(galleries, GROUP),
            () -> new IdentifyFace.Gallery(GROUP, threshold))
        .of(face, new StageTimes())
        .toCompletableFuture()
        .join();
  }

  private static float[] axis(int axis) {
    float[] vector = new float[DIMENSION];
    vector[axis] = 1;
    return vector;
  }

  /** A vector of this cosine to an axis, and 0 to the others that tests use. */
  private static float[] near(int axis, double cosine) {
    float[] vector = new float[DIMENSION];
    vector[axis] = (float) cosine;
    vector[DIMENSION - 1] = (float) Math.sqrt(1 - cosine * cosine);
    return vector;
  }

  private void enrol(String id, Object desc, int axis) {
    galleries
        .open(GROUP)
        .thenCompose(
            group -> group.add(new Entry(id, "default", desc, new Subject(null, null, axis(axis)))))
        .toCompletableFuture()
        .join();
  }

  @Test
  void theNearestEntryTellsWhoItIs() {
    enrol("other", Map.of("name", "Bob"), 0);
    enrol("photo-2", Map.of("identity_id", "p1", "name", "Ada", "person_type", 5), 1);
    enrol("photo-1", Map.of("identity_id", "p1", "name", "Ada", "room", 7), 2);
    Identified found = of(near(1, 0.9));
    assertEquals(
        new Identity(
            "Ada",
            "p1",
            Map.of(
                "identity_id",
                "p1",
                "name",
                "Ada",
                "person_type",
                5,
                "image_id",
                "photo-2",
                "face_ids",
                List.of("photo-1", "photo-2")),
            5),
        found.identity());
    assertTrue(found.score() > 0.82 && found.score() < 1, found::toString);
    assertEquals(1, of(axis(0)).score(), 1e-6);
  }

  @Test
  void namesAndTypesHaveWhatTheyFallBackTo() {
    List<Object> given =
        Arrays.asList(
            Map.of("identity_id", 17, "name", "", "user_name", "U", "person_type", 0),
            Map.of("identity_id", "", "identity_name", "N", "person_type", 3L),
            Map.of("identity_id", List.of(), "name", 4, "person_type", 2.5),
            Map.of("person_type", "5"),
            "a text",
            null);
    List<Identity> expected =
        List.of(
            new Identity("U", "17", Map.of(), 1),
            new Identity("N", "e1", Map.of(), 3),
            new Identity("e2", "e2", Map.of(), 1),
            new Identity("e3", "e3", Map.of(), 1),
            new Identity("e4", "e4", Map.of(), 1),
            new Identity("e5", "e5", Map.of(), 1));
    for (int i = 0; i < given.size(); i++) {
      enrol("e" + i, given.get(i), i);
    }
    for (int i = 0; i < given.size(); i++) {
      Identity identity = of(axis(i)).identity();
      assertEquals(expected.get(i).name(), identity.name());
      assertEquals(expected.get(i).id(), identity.id());
      assertEquals(expected.get(i).personType(), identity.personType());
      assertEquals("e" + i, identity.info().get("image_id"));
      assertEquals(List.of("e" + i), identity.info().get("face_ids"));
    }
  }

  @Test
  void fromTheThresholdOnSomebodyIsKnown() {
    enrol("ada", Map.of("name", "Ada"), 0);
    double cosine = models.fmr().cosineAt(1e-4);
    assertEquals(0.82, of(near(0, cosine)).score(), 1e-6);
    assertEquals("Ada", of(near(0, cosine)).identity().name());

    Identified below = of(near(0, cosine - 0.01));
    assertSame(Identity.STRANGER, below.identity());
    assertTrue(below.score() > 0.75 && below.score() < 0.82, below::toString);

    threshold = 0.5;
    assertEquals("Ada", of(near(0, cosine - 0.01)).identity().name());
    threshold = 1;
    assertEquals("Ada", of(axis(0)).identity().name());
    assertSame(Identity.STRANGER, of(near(0, 0.99)).identity());
    assertEquals(0.6, of(near(0, models.fmr().cosineAt(1e-2))).score(), 1e-6);
    assertEquals(0, of(near(0, -0.5)).score());
  }

  @Test
  void withoutAGalleryEverybodyIsAStranger() {
    assertEquals(Identified.NOBODY, of(axis(0)));
    galleries.remove(GROUP).toCompletableFuture().join();
    assertEquals(Identified.NOBODY, of(axis(0)));
  }

  @Test
  void vectorsOfAnotherModelAreNeverCompared() {
    galleries.remove(GROUP).toCompletableFuture().join();
    galleries.create(GROUP, 10, "other-model", DIMENSION).toCompletableFuture().join();
    CompletionException error = assertThrows(CompletionException.class, () -> of(axis(0)));
    FaceSearchException failure = assertInstanceOf(FaceSearchException.class, error.getCause());
    assertEquals(FaceSearchException.Reason.CONFLICT, failure.reason());
    assertTrue(failure.getMessage().contains("other-model"), failure.getMessage());
    assertTrue(failure.getMessage().contains(models.id()), failure.getMessage());
  }
}

package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.image.JpegWriter;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoadedModels.class)
class CompareWithCardTest {

  private static final Map<String, Object> ADA =
      Map.of("user_idcard", "17", "user_name", "Ada", "card_type", "ID");

  private final SophonParts parts;
  private PictureSource card = SophonParts.sample(3);
  private PictureSource face = SophonParts.sample(3);
  private FiqaLevel level = FiqaLevel.NO;
  private CompareLevel threshold = CompareLevel.MIDDLE;
  private Map<String, Object> holder = ADA;
  private boolean save;
  private OptionalDouble time = OptionalDouble.empty();
  private boolean debug;

  CompareWithCardTest(FaceModels models) {
    this.parts = new SophonParts(models);
  }

  private Runnable stillWanted = () -> {};

  private CompareWithCard.Result run() {
    return parts
        .compare()
        .run(
            new CompareWithCard.Request(card, face, level, threshold, holder, save, time, debug),
            stillWanted)
        .toCompletableFuture()
        .join();
  }

  private void assertFails(String message) {
    CompletionException error = assertThrows(CompletionException.class, this::run);
    assertEquals(
        message, assertInstanceOf(FaceSearchException.class, error.getCause()).getMessage());
    assertEquals(List.of(), parts.log.all());
  }

  @Test
  void onePersonPasses() {
    CompareWithCard.Result result = run();
    assertTrue(result.passed());
    assertEquals(1, result.score(), 1e-6);
    assertEquals(new Identity("Ada", "17", ADA, 1), result.identity());
    assertEquals(Optional.empty(), result.stages());
    assertEquals(List.of(), parts.log.all());
    holder = Map.of();
    assertEquals(new Identity("stranger", "", Map.of(), 1), run().identity());
  }

  @Test
  void twoPeopleDoNot() {
    card = SophonParts.sample(1);
    save = true;
    debug = true;
    time = OptionalDouble.of(1.5e9 + 0.5);
    CompareWithCard.Result result = run();
    assertFalse(result.passed());
    assertTrue(result.score() < 0.175, result::toString);
    assertEquals("stranger", result.identity().name());
    assertEquals("", result.identity().id());
    assertEquals(
        Set.of("decode", "detect", "align", "embed", "store"),
        result.stages().orElseThrow().keySet());

    FaceEvent event = parts.log.all().getFirst();
    assertEquals(1.5e9 + 0.5, event.timestamp());
    assertEquals(new Identity("stranger", "", ADA, 4), event.identity());
    assertEquals(result.score(), event.score());
    assertEquals("card", event.epInfo().get("ep_type"));
  }

  @Test
  void anEventHasTheFaceOfTheSpot() {
    save = true;
    run();
    FaceEvent event = parts.log.all().getFirst();
    assertEquals(SophonParts.NOW, event.timestamp());
    assertEquals(new Identity("Ada", "17", ADA, 1), event.identity());
    assertEquals(
        Map.of("ep_id", "", "ep_type", "card", "ep_ip", "", "ep_name", "", "device_id", ""),
        event.epInfo());
    card = SophonParts.sample(1);
    run();
    assertEquals(
        List.of(event.vector()[0], event.vector()[511]),
        List.of(parts.log.all().get(1).vector()[0], parts.log.all().get(1).vector()[511]));
  }

  /** Levels rise, so whoever passes one passes those below; some pair lies between two. */
  @Test
  void aHigherThresholdPassesFewer() {
    List<Path> portraits = Photographs.files(SharedData.dir("congress")).subList(0, 40);
    Map<CompareLevel, Integer> passed = new EnumMap<>(CompareLevel.class);
    for (int i = 0; i < portraits.size(); i += 2) {
      card = new PictureSource.Upload(Photographs.bytes(portraits.get(i)));
      face = new PictureSource.Upload(Photographs.bytes(portraits.get(i + 1)));
      for (CompareLevel each : CompareLevel.values()) {
        threshold = each;
        CompareWithCard.Result result = run();
        assertEquals(result.score() >= each.score(), result.passed(), result::toString);
        passed.merge(each, result.passed() ? 1 : 0, Integer::sum);
      }
    }
    assertTrue(passed.get(CompareLevel.LOW) >= passed.get(CompareLevel.MIDDLE), passed::toString);
    assertTrue(passed.get(CompareLevel.MIDDLE) >= passed.get(CompareLevel.HIGH), passed::toString);
    // Twenty people, nine years between the portraits.
    assertTrue(passed.get(CompareLevel.MIDDLE) >= 17, passed::toString);
  }

  @Test
  void whatCannotBeUsedIsNamedAndLeavesNoEvent() {
    save = true;
    card = new PictureSource.Upload(ObserveFaceTest.grey());
    assertFails("card_image_base64: no face found in image");
    card = SophonParts.sample(3);
    face = new PictureSource.Upload(ObserveFaceTest.grey());
    assertFails("face_image_base64: no face found in image");
    face = PictureSource.base64("?");
    assertFails("face_image_base64: image is not valid base64");
    face = SophonParts.sample(3);
    parts.log.refuse();
    assertFails("no room for events");
  }

  @Test
  void aBadFaceIsRefusedWithItsReasons() {
    save = true;
    RgbImage sharp = new Photographs().read(Photographs.sample(3));
    RgbImage tiny = Scaler.scale(sharp, sharp.width() / 20, sharp.height() / 20);
    JpegWriter jpeg = new JpegWriter();
    byte[] blurred = jpeg.write(Scaler.scale(tiny, sharp.width(), sharp.height()));
    face = new PictureSource.Upload(blurred);
    level = FiqaLevel.MIDDLE;
    assertFails("face_image_base64: the face does not pass fiqa_level middle: blur");
    // The card is not judged, nor is a face where nobody asks.
    face = SophonParts.sample(3);
    card = new PictureSource.Upload(blurred);
    assertTrue(run().score() > 0);
    level = FiqaLevel.NO;
    face = new PictureSource.Upload(blurred);
    assertTrue(run().score() > 0);
  }
}

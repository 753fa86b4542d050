package org.facesearch.models.usecase.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.FaceEvent;
import org.facesearch.models.event.Identity;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LoadedModels.class)
class MatchPictureTest {

  private static final PictureSource RUBBISH = PictureSource.base64("aGVsbG8=");

  private final SophonParts parts;
  private MatchPicture.Source picture = new MatchPicture.Source.Sent(SophonParts.sample(3));
  private Optional<PictureSource> infrared = Optional.empty();
  private DeviceFace device = DeviceFace.SILENT;
  private OptionalDouble time = OptionalDouble.empty();
  private boolean photo;
  private boolean debug;
  private Runnable stillWanted = () -> {};

  MatchPictureTest(FaceModels models) {
    this.parts = new SophonParts(models);
  }

  private MatchPicture.Result run() {
    return parts
        .match()
        .run(
            new MatchPicture.Request(picture, infrared, device, "192.168.1.22", time, photo, debug),
            stillWanted)
        .toCompletableFuture()
        .join();
  }

  private FaceEvent onlyEvent() {
    assertEquals(1, parts.log.all().size());
    return parts.log.all().getFirst();
  }

  private void assertFails(String message) {
    CompletionException error = assertThrows(CompletionException.class, this::run);
    assertEquals(
        message, assertInstanceOf(FaceSearchException.class, error.getCause()).getMessage());
    assertEquals(List.of(), parts.log.all());
  }

  @Test
  void somebodyKnownIsToldAndNoted() {
    parts.enrol("e1", Map.of("identity_id", "p1", "name", "Ada", "person_type", 5), 3);
    MatchPicture.Result result = run();
    assertEquals("Ada", result.who().identity().name());
    assertEquals(1, result.who().score(), 1e-6);
    assertEquals(Optional.empty(), result.photo());
    assertEquals(Optional.empty(), result.stages());

    FaceEvent event = onlyEvent();
    assertEquals(result.who().identity(), event.identity());
    assertEquals(result.who().score(), event.score());
    assertEquals(SophonParts.NOW, event.timestamp());
    assertEquals(
        Map.of(
            "ep_id",
            "",
            "ep_type",
            "photo",
            "ep_ip",
            "192.168.1.22",
            "ep_name",
            "",
            "device_id",
            "192.168.1.22"),
        event.epInfo());
  }

  @Test
  void noEventIsOfTheFarFuture() {
    time = OptionalDouble.of(SophonParts.NOW + 3599);
    run();
    assertEquals(SophonParts.NOW + 3599, onlyEvent().timestamp());
    time = OptionalDouble.of(SophonParts.NOW + 3601);
    FaceSearchException error = assertThrows(FaceSearchException.class, this::run);
    assertEquals(
        "compare_time must not be more than 3600 seconds ahead of the clock of this node",
        error.getMessage());
    assertEquals(1, parts.log.all().size());
  }

  /** Whenever it is cancelled before the event is written, none is. */
  @Test
  void whoeverHangsUpLeavesNothing() {
    parts.keepPictures();
    infrared = Optional.of(SophonParts.sample(3));
    parts.alive(1);
    AtomicInteger asked = new AtomicInteger();
    stillWanted = asked::incrementAndGet;
    run();
    int all = asked.get();
    assertEquals(4, all, "picture, infrared picture, identity, event");
    for (int last = 1; last <= all; last++) {
      asked.set(0);
      int at = last;
      stillWanted =
          () -> {
            if (asked.incrementAndGet() == at) {
              throw new FaceSearchException(Reason.CANCELLED, "hung up");
            }
          };
      CompletionException error = assertThrows(CompletionException.class, this::run);
      assertEquals("hung up", error.getCause().getMessage());
      assertEquals(at, asked.get(), "nothing goes on");
    }
    assertEquals(1, parts.log.all().size());
    assertEquals(2, parts.pictures.files().size());
  }

  @Test
  void picturesGoWithAnEventThatCannotBeWritten() {
    parts.keepPictures();
    run();
    assertEquals(2, parts.pictures.files().size());
    parts.log.refuse();
    CompletionException error = assertThrows(CompletionException.class, this::run);
    assertEquals("no room for events", error.getCause().getMessage());
    assertEquals(2, parts.pictures.files().size(), "those of the first");
  }

  @Test
  void aStrangerIsNotedToo() {
    parts.enrol("e1", Map.of("name", "Ada"), 1);
    time = OptionalDouble.of(1.5e9 + 0.5);
    debug = true;
    photo = true;
    MatchPicture.Result result = run();
    assertEquals(Identity.STRANGER, result.who().identity());
    assertTrue(result.who().score() < 0.82);
    assertArrayEquals(new byte[0], result.photo().orElseThrow());
    assertEquals(
        Set.of("decode", "detect", "align", "embed", "identify", "store"),
        result.stages().orElseThrow().keySet());
    assertEquals(1.5e9 + 0.5, onlyEvent().timestamp());
    assertEquals(Identity.STRANGER, onlyEvent().identity());
    assertEquals(result.who().score(), onlyEvent().score());
  }

  @Test
  void theRegisteredPhotoIsGivenToWhoeverAsks() {
    parts.enrol("e1", Map.of("name", "Ada"), 3);
    photo = true;
    assertArrayEquals(new byte[0], run().photo().orElseThrow());
    parts.people.keep("e1", new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, run().photo().orElseThrow());
  }

  @Test
  void whatIsNotAliveIsNobody() {
    parts.enrol("e1", Map.of("name", "Ada"), 3);
    infrared = Optional.of(SophonParts.sample(3));
    parts.alive(0.49);
    assertEquals(Identified.NOBODY, run().who());
    assertEquals(Identity.STRANGER, onlyEvent().identity());
    parts.alive(0.5);
    debug = true;
    MatchPicture.Result alive = run();
    assertEquals("Ada", alive.who().identity().name());
    assertTrue(alive.stages().orElseThrow().containsKey("liveness"));

    infrared = Optional.of(new PictureSource.Upload(noFace()));
    assertEquals(Identified.NOBODY, run().who());
    assertEquals(3, parts.log.all().size());
  }

  @Test
  void whatTheCameraMeasuredIsTaken() {
    Map<String, Object> told = Map.of("mask", "2", "fiqa", 0.7);
    device = DeviceFace.ofCamera(told);
    run();
    assertEquals(told, onlyEvent().quality());
    assertEquals("2", onlyEvent().attributes().get("mask"));
  }

  @Test
  void picturesOfTheFolderAreRead(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("3.jpg"), Photographs.bytes(Photographs.sample(3)));
    Files.writeString(folder.resolve("text.jpg"), "no picture");
    picture = new MatchPicture.Source.File("3.jpg");
    assertFails("image_file_path: there is no picture that can be read");
    parts.folder(folder);
    assertEquals(Identity.STRANGER, run().who().identity());
    onlyEvent();
  }

  @Test
  void whatCannotBeUsedIsNamedAndLeavesNoEvent(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("text.jpg"), "no picture");
    parts.folder(folder);
    picture = new MatchPicture.Source.File("text.jpg");
    assertFails("image_file_path: image format is not supported: use JPEG, PNG, WebP, BMP or GIF");
    picture = new MatchPicture.Source.File("../text.jpg");
    assertFails("image_file_path: there is no picture that can be read");
    picture = new MatchPicture.Source.Sent(RUBBISH);
    assertFails("rgb_image_base64: image format is not supported: use JPEG, PNG, WebP, BMP or GIF");
    picture = new MatchPicture.Source.Sent(new PictureSource.Upload(noFace()));
    assertFails("rgb_image_base64: no face found in image");
    picture = new MatchPicture.Source.Sent(SophonParts.sample(3));
    infrared = Optional.of(RUBBISH);
    assertFails("ir_image_base64: image format is not supported: use JPEG, PNG, WebP, BMP or GIF");
    infrared = Optional.empty();
    parts.log.refuse();
    assertFails("no room for events");
  }

  private static byte[] noFace() {
    return ObserveFaceTest.grey();
  }
}

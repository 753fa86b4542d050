package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

  private static final byte[] INSIDE = {1, 2, 3};
  private static final byte[] SECRET = {4, 5, 6};

  @TempDir private Path temp;
  private Path root;
  private Path secret;
  private PictureFolder folder;

  @BeforeEach
  void fill() throws IOException {
    root = Files.createDirectories(temp.resolve("pictures"));
    Files.createDirectories(root.resolve("door"));
    Files.write(root.resolve("door/a b.jpg"), INSIDE);
    Files.write(root.resolve("%2e%2e"), INSIDE);
    secret = Files.write(temp.resolve("secret.jpg"), SECRET);
    // Another folder whose name begins with that of the first.
    Files.createDirectories(temp.resolve("pictures-too"));
    Files.write(temp.resolve("pictures-too/a.jpg"), SECRET);
    folder = new PictureFolder(Optional.of(root));
  }

  private byte[] read(String path) {
    return folder.read(path, ImageLimits.defaults());
  }

  private void assertUnreadable(String path) {
    FaceSearchException failure =
        assertThrows(FaceSearchException.class, () -> read(path), () -> "read " + path);
    assertEquals(Reason.INVALID, failure.reason(), path);
    assertEquals("there is no picture that can be read", failure.getMessage(), path);
  }

  @Test
  void filesBelowTheFolderAreRead() throws IOException {
    assertArrayEquals(INSIDE, read("door/a b.jpg"));
    assertArrayEquals(INSIDE, read(root + "/door/a b.jpg"));
    assertArrayEquals(INSIDE, read("./door/../door//a b.jpg"));
    // Literally: no escapes are resolved.
    assertArrayEquals(INSIDE, read("%2e%2e"));
    PictureSource.Stored source = (PictureSource.Stored) folder.source("door/a b.jpg");
    assertArrayEquals(INSIDE, source.reading().apply(ImageLimits.defaults()));
  }

  @Test
  void whatIsOutsideAnswersLikeWhatIsMissing() {
    for (String path :
        new String[] {
          "",
          ".",
          "..",
          "missing.jpg",
          "door",
          "door/",
          "../secret.jpg",
          "../missing.jpg",
          "door/../../secret.jpg",
          "missing/../../secret.jpg",
          "../pictures-too/a.jpg",
          "%2e%2e/secret.jpg",
          "..%2fsecret.jpg",
          "%2e%2e%2fsecret.jpg",
          "..\\secret.jpg",
          "file:" + secret,
          secret.toString(),
          secret + "\0",
          "door/a b.jpg\0",
          "\0",
          "/etc/passwd",
          "/",
          "/dev/null",
          "/proc/self/environ",
          "x".repeat(5000),
        }) {
      assertUnreadable(path);
    }
  }

  @Test
  void linksAreFollowedAndMustEndInside() throws IOException {
    Files.createSymbolicLink(root.resolve("out.jpg"), secret);
    Files.createSymbolicLink(root.resolve("out"), temp);
    Files.createSymbolicLink(root.resolve("door/in.jpg"), root.resolve("door/a b.jpg"));
    Files.createSymbolicLink(root.resolve("dangling.jpg"), temp.resolve("missing.jpg"));
    Files.createSymbolicLink(root.resolve("loop.jpg"), root.resolve("loop.jpg"));
    assertArrayEquals(INSIDE, read("door/in.jpg"));
    assertUnreadable("out.jpg");
    assertUnreadable("out/secret.jpg");
    assertUnreadable("dangling.jpg");
    assertUnreadable("loop.jpg");
    // By way of outside into the folder again: where it ends counts.
    assertArrayEquals(INSIDE, read("out/pictures/door/a b.jpg"));
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), root);
    folder = new PictureFolder(Optional.of(link));
    assertArrayEquals(INSIDE, read("door/a b.jpg"));
    assertArrayEquals(INSIDE, read(link + "/door/a b.jpg"));
    assertArrayEquals(INSIDE, read(root + "/door/a b.jpg"));
    assertUnreadable("../secret.jpg");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeIsNotReadFrom() throws IOException, InterruptedException {
    Path pipe = root.resolve("pipe.jpg");
    Process made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    } catch (IOException e) {
      Assumptions.abort("no pipe was made: there is no mkfifo");
      return;
    }
    Assumptions.assumeTrue(
        made.waitFor(30, TimeUnit.SECONDS) && made.exitValue() == 0, "no pipe was made");
    assertUnreadable("pipe.jpg");
  }

  @Test
  void whatMayNotBeReadAnswersLikeWhatIsMissing() throws IOException {
    Path file = root.resolve("door/a b.jpg");
    Assumptions.assumeTrue(file.toFile().setReadable(false, false), "rights cannot be taken");
    Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
    assertUnreadable("door/a b.jpg");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() {
    FaceSearchException failure =
        assertThrows(
            FaceSearchException.class,
            () -> folder.read("door/a b.jpg", new ImageLimits(2, 100, 1, 100)));
    assertEquals(Reason.TOO_LARGE, failure.reason());
    assertEquals(3, folder.read("door/a b.jpg", new ImageLimits(3, 100, 1, 100)).length);
  }

  @Test
  void withoutAFolderNothingIsRead() throws IOException {
    folder = new PictureFolder(Optional.empty());
    assertUnreadable("door/a b.jpg");
    assertUnreadable(root + "/door/a b.jpg");
    folder = new PictureFolder(Optional.of(temp.resolve("missing")));
    assertUnreadable("a.jpg");
    assertUnreadable(secret.toString());
  }
}

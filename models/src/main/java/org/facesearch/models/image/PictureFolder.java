package org.facesearch.models.image;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.facesearch.models.FaceSearchException;

/**
 * Pictures that a request names by their path, of one folder and those in it.
 *
 * <p>What counts is where a path really leads: symbolic links are followed, and what lies outside
 * is not read, nor is anything but a regular file. Nobody can find out by the answers what exists
 * outside, or which files may not be read: whatever cannot be read is answered alike. Whoever may
 * write into the folder is trusted not to exchange parts of a path while it is being read.
 */
public final class PictureFolder {

  private final Optional<Path> folder;

  /**
   * @param folder absolute; empty for none, then nothing can be read
   */
  public PictureFolder(Optional<Path> folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /**
   * A picture of the folder, read when its turn comes.
   *
   * @param path absolute, or relative to the folder; taken literally, nothing in it is unescaped
   */
  public PictureSource source(String path) {
    return new PictureSource.Stored(limits -> read(path, limits));
  }

  /**
   * The file at a path.
   *
   * @throws FaceSearchException {@code INVALID} with one text for whatever cannot be read, {@code
   *     TOO_LARGE} for a file of the folder that has more bytes than allowed
   */
  byte[] read(String path, ImageLimits limits) {
    try {
      Path file = find(path);
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        // Reading from a pipe or a device may never end.
        throw unreadable(null);
      }
      limits.checkBytes(attributes.size());
      return bytes(file, limits);
    } catch (IOException | InvalidPathException | SecurityException e) {
      throw unreadable(e);
    }
  }

  private Path find(String path) throws IOException {
    Path root = folder.orElseThrow(() -> unreadable(null)).toRealPath();
    Path file = root.resolve(path).toRealPath();
    if (!file.startsWith(root)) {
      throw unreadable(null);
    }
    return file;
  }

  private static byte[] bytes(Path file, ImageLimits limits) throws IOException {
    // OpenSearch lets plugins read files outside its own folders by this class alone.
    try (InputStream in = new FileInputStream(file.toFile())) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16L, limits.maxBytes() + 1));
      limits.checkBytes(bytes.length);
      return bytes;
    }
  }

  private static FaceSearchException unreadable(Exception cause) {
    return new FaceSearchException(
        FaceSearchException.Reason.INVALID, "there is no picture that can be read", cause);
  }
}

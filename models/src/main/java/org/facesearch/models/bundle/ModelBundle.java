package org.facesearch.models.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/** A manifest and the directory it lies in. */
public record ModelBundle(Manifest manifest, Path directory) {

  public static final String MANIFEST = "manifest.json";

  /**
   * Reads the manifest of a directory.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} naming the bundle and what is wrong with it
   */
  public static ModelBundle read(Path directory) {
    Path file = directory.resolve(MANIFEST);
    try {
      Manifest manifest = new ObjectMapper().readValue(Files.readAllBytes(file), Manifest.class);
      if (manifest == null) {
        throw unusable(directory, "manifest.json: it is not the JSON it should be", null);
      }
      return new ModelBundle(manifest, directory);
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the file; the cause of a bad value is ours and says enough.
      String why =
          e.getCause() instanceof IllegalArgumentException
              ? e.getCause().getMessage()
              : "it is not the JSON it should be";
      throw unusable(directory, "manifest.json: " + why, e);
    } catch (IOException e) {
      throw unusable(directory, "manifest.json cannot be read", e);
    }
  }

  /**
   * The network's bytes, checked against the manifest's SHA-256.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if the file is missing or another one
   */
  public byte[] network() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(directory.resolve(manifest.file()));
    } catch (NoSuchFileException e) {
      throw unusable(directory, manifest.file() + " is missing", e);
    } catch (IOException e) {
      throw unusable(directory, manifest.file() + " cannot be read", e);
    }
    String actual = sha256(bytes);
    if (!actual.equals(manifest.sha256())) {
      throw unusable(
          directory,
          manifest.file() + " has SHA-256 " + actual + ", its manifest says " + manifest.sha256(),
          null);
    }
    return bytes;
  }

  /**
   * Makes something of this bundle. What its manifest lacks, or the network does not hold, becomes
   * an error that names the bundle.
   *
   * @param role that the manifest must have
   * @throws FaceSearchException {@code UNAVAILABLE} if it cannot be made
   */
  <T> T load(String role, Function<Manifest, T> making) {
    try {
      Manifest.check(role.equals(manifest.role()), "role");
      return making.apply(manifest);
    } catch (FaceSearchException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw unusable(directory, "manifest.json: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw unusable(directory, "it is not what its manifest says", e);
    }
  }

  static FaceSearchException unusable(Path directory, String why, Throwable cause) {
    return new FaceSearchException(
        Reason.UNAVAILABLE, "model bundle " + directory.getFileName() + ": " + why, cause);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

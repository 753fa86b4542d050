package org.facesearch.models.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * False-match rates of a bundle's model that somebody measured on pictures of their own.
 *
 * @param bundle id of the bundle: the file's name
 */
record CalibrationFile(String bundle, Path file) {

  private static final String SUFFIX = ".json";

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Content(String id, List<Manifest.Fmr> fmr) {}

  /**
   * The files of a directory.
   *
   * @param failures takes what keeps it from being listed
   */
  static List<CalibrationFile> in(Path directory, List<FaceSearchException> failures) {
    List<CalibrationFile> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
        for (Path file : entries) {
          String name = file.getFileName().toString();
          files.add(new CalibrationFile(name.substring(0, name.length() - SUFFIX.length()), file));
        }
      } catch (IOException e) {
        failures.add(
            new FaceSearchException(
                Reason.UNAVAILABLE, "the calibrations in " + directory + " cannot be listed", e));
      }
    }
    return files;
  }

  /**
   * The bundle with these rates.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} naming the file and what is wrong with it
   */
  ModelBundle applyTo(ModelBundle measured) {
    try {
      Content content = new ObjectMapper().readValue(Files.readAllBytes(file), Content.class);
      if (content == null) {
        throw bad("it is not the JSON it should be", null);
      }
      if (!bundle.equals(content.id())) {
        throw bad("its id is " + content.id(), null);
      }
      if (content.fmr() == null || content.fmr().contains(null)) {
        throw bad("field fmr is missing or wrong", null);
      }
      Manifest manifest = measured.manifest().measured(content.fmr());
      // Refused here, not at the first score.
      manifest.calibration();
      return new ModelBundle(manifest, measured.directory());
    } catch (IOException e) {
      throw bad("it is not the JSON it should be", e);
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage(), e);
    }
  }

  private FaceSearchException bad(String why, Throwable cause) {
    return new FaceSearchException(
        Reason.UNAVAILABLE, "calibration " + file.getFileName() + ": " + why, cause);
  }
}

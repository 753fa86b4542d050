package org.facesearch.models.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * Reads anything as a bundle's manifest and as a calibration of that bundle.
 *
 * <p>A target of the fuzzer; {@link ManifestFuzzTest} runs it on seeds and on what was found.
 */
public final class ManifestFuzz {

  private ManifestFuzz() {}

  /** One run; anything thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Path folder = Files.createTempDirectory("manifest");
      Path file = folder.resolve(ModelBundle.MANIFEST);
      try {
        Files.write(file, input);
        read(folder, file);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Path folder, Path file) {
    refusable(
        () -> {
          ModelBundle bundle = ModelBundle.read(folder);
          bundle.load(
              bundle.manifest().role(),
              manifest -> {
                manifest.checkedDimension();
                manifest.input().normalisation();
                return manifest.calibration();
              });
        });
    ModelBundle measured =
        new ModelBundle(
            new Manifest(
                "m",
                "1",
                "embedder",
                null,
                "arcface112",
                "m.onnx",
                "0".repeat(64),
                new Manifest.Input(112, null, null, null, null, null, null, null),
                null,
                null,
                null,
                null,
                512,
                null,
                null,
                null),
            folder);
    refusable(() -> new CalibrationFile("m", file).applyTo(measured).manifest().calibration());
  }

  private static void refusable(Runnable reading) {
    try {
      reading.run();
    } catch (FaceSearchException e) {
      if (e.reason() != Reason.UNAVAILABLE) {
        throw new IllegalStateException("another reason", e);
      }
    }
  }
}

package org.facesearch.plugin.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * ONNX Runtime's native libraries, which the zip brings unpacked in {@code native/<platform>/};
 * ONNX Runtime would look for them in its jar.
 *
 * @param platform in ONNX Runtime's words, e.g. {@code linux-x64}
 */
record NativeLibraries(String platform, Path directory) {

  private static final Logger LOG = LogManager.getLogger(NativeLibraries.class);

  /** Those of the machine this runs on. */
  static NativeLibraries ofThisMachine(Path plugin) {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String platform =
        (os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux")
            + "-"
            + (arch.equals("amd64") || arch.equals("x86_64")
                ? "x64"
                : arch.replace("arm64", "aarch64"));
    return new NativeLibraries(platform, plugin.resolve("native").resolve(platform));
  }

  /** Points ONNX Runtime to them; it reads the property when its first class is used. */
  void use() {
    if (Files.isDirectory(directory)) {
      System.setProperty("onnxruntime.native.path", directory.toString());
    } else {
      LOG.error(
          "this plugin was built without native libraries for [{}]: build it with"
              + " -Dnative.platform={}",
          platform,
          platform);
    }
  }
}

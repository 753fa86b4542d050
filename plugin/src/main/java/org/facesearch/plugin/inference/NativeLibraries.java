package org.facesearch.plugin.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.common.logging.Loggers;

/**
 * ONNX Runtime's native libraries, which the zip brings unpacked in {@code native/<platform>/};
 * ONNX Runtime would look for them in its jar.
 *
 * @param platform in ONNX Runtime's words, e.g. {@code linux-x64}
 */
record NativeLibraries(String platform, Path directory) {

  private static final Logger LOG = LogManager.getLogger(NativeLibraries.class);

  /** Of DJL: all that it ever logs is that these libraries know no graphics cards. */
  private static final Logger NO_GRAPHICS_CARDS =
      LogManager.getLogger("ai.djl.onnxruntime.engine.OrtEngine");

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
    // They are built without; the warning would look like a fault at each start of a node.
    Loggers.setLevel(NO_GRAPHICS_CARDS, Level.ERROR);
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

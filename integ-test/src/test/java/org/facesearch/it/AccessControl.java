package org.facesearch.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The plugin of {@link org.facesearch.it.access}, packed, and clients with the rights it knows. */
final class AccessControl {

  private static final String CLASSES = "org/facesearch/it/access";

  private AccessControl() {}

  /** Its zip, made of the classes of this build. */
  static Path zip() throws IOException {
    Path folder = Installation.freshFolder("access-control");
    Path jar = folder.resolve("access-control.jar");
    Path root =
        Path.of(AccessControl.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> classes = Files.list(root.resolve(CLASSES))) {
      for (Path file : classes.sorted().toList()) {
        entries.putNextEntry(new JarEntry(CLASSES + "/" + file.getFileName()));
        Files.copy(file, entries);
      }
    }
    Path zip = folder.resolve("access-control.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out);
        InputStream classes = Files.newInputStream(jar)) {
      entries.putNextEntry(new ZipEntry("access-control.jar"));
      classes.transferTo(entries);
      entries.putNextEntry(new ZipEntry("plugin-descriptor.properties"));
      entries.write(descriptor().getBytes(StandardCharsets.UTF_8));
    }
    return zip;
  }

  private static String descriptor() {
    return String.join(
        "\n",
        List.of(
            "description=Access control of the tests",
            "version=1",
            "name=access-control",
            "classname=org.facesearch.it.access.AccessControlPlugin",
            "java.version=21",
            "opensearch.version=" + System.getProperty("face_search.it.opensearch")));
  }

  /** A client that may touch indices of these names or patterns, and no other. */
  static Http only(Http http, String... indices) {
    return http.with("X-May-Touch", String.join(",", indices));
  }

  /** A client that may touch everything. */
  static Http all(Http http) {
    return only(http, "*");
  }

  /**
   * The same client, which does not see documents with a tag.
   *
   * @param way {@code reader} or {@code query}
   */
  static Http without(Http http, String tag, String way) {
    return http.with("X-Hidden-Tag", tag).with("X-Hide-By", way);
  }
}

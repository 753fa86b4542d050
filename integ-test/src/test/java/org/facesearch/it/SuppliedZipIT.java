package org.facesearch.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What users are given: the zip's bytes depend on the source alone, and it says what is in it. */
class SuppliedZipIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Times and modes are those of no machine, neither in the zip nor in our jars inside. */
  @Test
  void nothingTellsWhenOrWhereItWasBuilt() throws IOException {
    Set<LocalDateTime> times = new TreeSet<>();
    List<String> names = new ArrayList<>();
    try (FileSystem zip = open()) {
      times.addAll(times(Files.readAllBytes(Installation.zip()), names));
      for (Path file : files(zip)) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertEquals("rw-r--r--", permissions, file::toString);
        String name = file.getFileName().toString();
        if (name.matches("(face-search|opensearch-face-search)-.*\\.jar")) {
          byte[] jar = Files.readAllBytes(file);
          times.addAll(times(jar, new ArrayList<>()));
          String manifest = manifest(jar);
          assertFalse(manifest.contains("Built-By") || manifest.contains("Build-Date"), manifest);
        }
      }
    }
    assertEquals(1, times.size(), times::toString);
    assertEquals(names.size(), Set.copyOf(names).size(), "a name twice");
  }

  /** One permission, for one jar. All other tests here run with just this file. */
  @Test
  void connectingIsAllThatIsPermitted() throws IOException {
    try (FileSystem zip = open()) {
      String policy = Files.readString(zip.getPath("plugin-security.policy"), UTF_8);
      assertEquals(
          "grant codeBase \"${codebase.face-search-models}\" {"
              + " permission java.net.SocketPermission \"*\", \"connect\"; };",
          policy.replaceAll("(?m)//.*$", "").replaceAll("\\s+", " ").strip());
    }
  }

  @Test
  void theBillOfMaterialsNamesEachLibraryModelAndNativeLibrary() throws IOException {
    try (FileSystem zip = open()) {
      JsonNode bill = JSON.readTree(Files.readAllBytes(zip.getPath("sbom.cdx.json")));
      assertEquals("CycloneDX", bill.path("bomFormat").asText());
      Set<String> listed = new TreeSet<>();
      for (JsonNode component : bill.path("components")) {
        assertFalse(component.path("version").asText().contains("SNAPSHOT"), component::toString);
        assertTrue(
            component.path("type").asText().equals("file") || component.has("licenses"),
            component::toString);
        listed.add(sha256(component));
      }
      List<Path> missing = new ArrayList<>();
      int found = 0;
      for (Path file : files(zip)) {
        if (file.toString().matches(".*\\.(jar|onnx|so|dylib|dll)")
            // The first is what the bill is about; of the second its classes alone are here.
            && !file.toString().matches("/(opensearch-face-search|onnxruntime)-\\d.*\\.jar")) {
          found++;
          if (!listed.contains(hex(Files.readAllBytes(file)))) {
            missing.add(file);
          }
        }
      }
      assertEquals(List.of(), missing);
      assertTrue(found > 20, found + " files");
    }
  }

  private static FileSystem open() throws IOException {
    return FileSystems.newFileSystem(
        Installation.zip(), Map.of("enablePosixFileAttributes", "true"));
  }

  private static List<Path> files(FileSystem zip) throws IOException {
    try (Stream<Path> tree = Files.walk(zip.getPath("/"))) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private static Set<LocalDateTime> times(byte[] zip, List<String> names) throws IOException {
    Set<LocalDateTime> times = new TreeSet<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        times.add(entry.getTimeLocal());
        names.add(entry.getName());
      }
    }
    return times;
  }

  private static String manifest(byte[] jar) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals("META-INF/MANIFEST.MF")) {
          return new String(in.readAllBytes(), UTF_8);
        }
      }
    }
    return "";
  }

  private static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "";
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

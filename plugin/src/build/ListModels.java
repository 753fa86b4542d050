import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Completes the bill of materials of the zip: to the libraries that the CycloneDX plugin found it
 * adds the model bundles, as their manifests describe them, and ONNX Runtime's native libraries.
 *
 * <p>Run by the {@code plugin} module in the JDK's source launcher:
 *
 * <pre>ListModels LIBRARIES_JSON BUNDLES NATIVE OUT</pre>
 */
public final class ListModels {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Licences with an SPDX identifier, which are written in another field than free text. */
  private static final List<String> SPDX = List.of("MIT", "Apache-2.0");

  public static void main(String[] args) throws IOException {
    ObjectNode bom = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of(args[0])));
    ArrayNode components = (ArrayNode) bom.get("components");
    for (Path bundle : children(Path.of(args[1]))) {
      components.add(model(bundle, JSON.readTree(bundle.resolve("manifest.json").toFile())));
    }
    for (Path platform : children(Path.of(args[2]))) {
      for (Path library : children(platform)) {
        components.add(library(platform.getFileName() + "/" + library.getFileName(), library));
      }
    }
    byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bom);
    // Where lines end must not depend on the machine.
    Files.writeString(
        Path.of(args[3]), new String(text, UTF_8).replace("\r\n", "\n") + "\n", UTF_8);
  }

  private static ObjectNode model(Path bundle, JsonNode manifest) throws IOException {
    String id = manifest.get("id").asText();
    ObjectNode model = component("machine-learning-model", "bundle:" + id, id);
    model.put("version", manifest.get("version").asText());
    model.put(
        "description", manifest.get("role").asText() + " " + manifest.get("architecture").asText());
    Path network = bundle.resolve(manifest.get("file").asText());
    hash(model, network);
    JsonNode licence = manifest.at("/licence/package");
    model
        .putArray("licenses")
        .addObject()
        .putObject("license")
        .put(SPDX.contains(licence.asText()) ? "id" : "name", licence.asText());
    JsonNode origin = manifest.get("origin");
    model.put("purl", "pkg:npm/" + origin.get("npm").asText().replaceFirst("^@", "%40"));
    ArrayNode properties = model.putArray("properties");
    property(properties, "file", "bundles/" + id + "/" + network.getFileName());
    for (JsonNode path : paths(origin)) {
      property(properties, "path-in-package", path.asText());
    }
    property(properties, "licence-of-weights", manifest.at("/licence/weights").asText());
    return model;
  }

  /** Of the network, or of the files that it was converted from. */
  private static List<JsonNode> paths(JsonNode origin) {
    return origin.has("path")
        ? List.of(origin.get("path"))
        : List.of(origin.at("/tfjs/topology/path"), origin.at("/tfjs/weights/path"));
  }

  private static ObjectNode library(String name, Path file) throws IOException {
    ObjectNode library = component("file", "native:" + name, file.getFileName().toString());
    hash(library, file);
    property(library.putArray("properties"), "file", "native/" + name);
    return library;
  }

  private static ObjectNode component(String type, String reference, String name) {
    return JSON.createObjectNode().put("type", type).put("bom-ref", reference).put("name", name);
  }

  private static void property(ArrayNode properties, String name, String value) {
    properties.addObject().put("name", "face_search:" + name).put("value", value);
  }

  private static void hash(ObjectNode component, Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      component
          .putArray("hashes")
          .addObject()
          .put("alg", "SHA-256")
          .put("content", HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}

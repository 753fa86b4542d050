package org.facesearch.benchmarks.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Point;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.facesearch.benchmarks.Node;

/** Has a node look at photos, as its ingest pipelines do: with the models that it has loaded. */
final class Engine {

  private static final int AT_ONCE = 8;

  private final Node node;

  Engine(Node node) {
    this.node = node;
  }

  /**
   * What was seen.
   *
   * @param model id of what made the vectors
   * @param faces in the order of the photos
   * @param missed photos in which no face was found
   * @param refused photos that could not be read, with the reason
   */
  record Seen(String model, List<Face> faces, List<Photo> missed, Map<Photo, String> refused) {}

  /** Looks at all of them. */
  Seen see(List<Photo> photos) throws IOException, InterruptedException {
    Map<String, Integer> people = new HashMap<>();
    List<Face> faces = new ArrayList<>();
    List<Photo> missed = new ArrayList<>();
    Map<Photo, String> refused = new HashMap<>();
    String model = "";
    for (int from = 0; from < photos.size(); from += AT_ONCE) {
      List<Photo> some = photos.subList(from, Math.min(photos.size(), from + AT_ONCE));
      JsonNode documents = simulate(some);
      for (int i = 0; i < some.size(); i++) {
        Photo photo = some.get(i);
        JsonNode face = documents.path(i).at("/doc/_source/face");
        if (documents.path(i).has("error")) {
          refused.put(photo, documents.path(i).at("/error/reason").asText());
        } else if (face.isMissingNode()) {
          missed.add(photo);
        } else {
          model = face.path("model").asText();
          int person = people.computeIfAbsent(photo.person(), name -> people.size());
          faces.add(
              new Face(
                  photo, person, box(face.at("/bounding_box/pts")), vector(face.path("vector"))));
        }
      }
    }
    return new Seen(model, faces, missed, refused);
  }

  private JsonNode simulate(List<Photo> photos) throws IOException, InterruptedException {
    ObjectNode request = Node.JSON.createObjectNode();
    request
        .putObject("pipeline")
        .putArray("processors")
        .addObject()
        .putObject("face_embedding")
        .put("field", "photo")
        .put("target_field", "face");
    ArrayNode documents = request.putArray("docs");
    for (Photo photo : photos) {
      documents
          .addObject()
          .putObject("_source")
          .put("photo", Base64.getEncoder().encodeToString(Files.readAllBytes(photo.file())));
    }
    return node.call("POST", "/_ingest/pipeline/_simulate", request.toString()).path("docs");
  }

  /** The corners go clockwise from the top left. */
  private static Rectangle box(JsonNode corners) {
    Rectangle box = new Rectangle(corner(corners.path(0)));
    box.add(corner(corners.path(2)));
    return box;
  }

  private static Point corner(JsonNode corner) {
    return new Point(corner.path(0).asInt(), corner.path(1).asInt());
  }

  private static float[] vector(JsonNode values) {
    float[] vector = new float[values.size()];
    double length = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) values.get(i).asDouble();
      length += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(length);
    }
    return vector;
  }
}

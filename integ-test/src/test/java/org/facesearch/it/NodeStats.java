package org.facesearch.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What one node told of itself at one moment. */
record NodeStats(JsonNode node) {

  static final String PATH = "/_plugins/_face_search/stats";

  /** The node that this client talks to. */
  static NodeStats of(Http http) throws IOException {
    JsonNode answer = FaceGroup.assertOk(http.get(PATH + "/_local"));
    return new NodeStats(answer.path("nodes").iterator().next());
  }

  JsonNode at(String path) {
    return node.at(path);
  }

  /** How much a number has grown. */
  long since(NodeStats before, String path) {
    return at(path).asLong() - before.at(path).asLong();
  }

  @Override
  public String toString() {
    return node.toString();
  }
}

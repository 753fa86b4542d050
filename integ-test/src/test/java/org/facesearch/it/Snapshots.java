package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A repository of snapshots in a folder that all nodes of a cluster share. */
record Snapshots(Http http, String repository) {

  /** Registers a repository, which may have snapshots from before. */
  static Snapshots repository(Http http, String name) throws IOException {
    FaceGroup.assertOk(
        http.put("/_snapshot/" + name, Map.of("type", "fs", "settings", Map.of("location", name))));
    return new Snapshots(http, name);
  }

  /** Takes a snapshot of one index. */
  void take(String snapshot, String index) throws IOException {
    JsonNode taken =
        FaceGroup.assertOk(
            http.put(
                path(snapshot) + "?wait_for_completion=true",
                Map.of("indices", index, "include_global_state", false)));
    assertEquals("SUCCESS", taken.at("/snapshot/state").asText(), taken::toString);
  }

  /** Brings an index back, under a name that is free. */
  void restore(String snapshot, String index, String name) throws IOException {
    JsonNode restored = FaceGroup.assertOk(restored(snapshot, index, name, Map.of()));
    assertEquals(0, restored.at("/snapshot/shards/failed").asInt(), restored::toString);
  }

  /** Brings everything back under its own name. */
  void restoreAll(String snapshot) throws IOException {
    JsonNode restored =
        FaceGroup.assertOk(
            http.post(
                path(snapshot) + "/_restore?wait_for_completion=true",
                Map.of("indices", "*", "include_global_state", false)));
    assertEquals(0, restored.at("/snapshot/shards/failed").asInt(), restored::toString);
  }

  /**
   * Wants a restore refused because of a setting, and nothing left of it; {@code more} are fields
   * of the call.
   */
  void assertNotRestored(
      String snapshot, String index, String name, String setting, Map<String, ?> more)
      throws IOException {
    Response refused = restored(snapshot, index, name, more);
    String reason = "UnmodifiableOnRestore setting [" + setting + "] on restore";
    assertTrue(refused.text().contains(reason), refused::toString);
    assertEquals(404, http.get("/" + name).status());
  }

  private Response restored(String snapshot, String index, String name, Map<String, ?> more)
      throws IOException {
    Map<String, Object> body = new HashMap<>(more);
    body.put("indices", index);
    body.put("rename_pattern", index);
    body.put("rename_replacement", name);
    return http.post(path(snapshot) + "/_restore?wait_for_completion=true", body);
  }

  private String path(String snapshot) {
    return "/_snapshot/" + repository + "/" + snapshot;
  }
}

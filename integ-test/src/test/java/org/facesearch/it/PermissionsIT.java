package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the one permission of the plugin is for, shown by giving it to another of its jars. */
@Endurance
class PermissionsIT {

  @Test
  void withoutThePermissionPicturesAreNotFetchedAndAllElseWorks() throws IOException {
    byte[] anna = Person.ANNA.jpeg();
    try (WebServer server =
            new WebServer(
                (path, out) -> {
                  WebServer.head(out, 200, "Content-Length: " + anna.length);
                  out.write(anna);
                });
        TestCluster cluster =
            TestCluster.named("permissions")
                .ownInstallation()
                .setting("plugins.face_search.download.allowed_hosts", "127.0.0.1")
                .start()) {
      String url = "http://127.0.0.1:" + server.port() + "/anna.jpg";
      FaceGroup group = FaceGroup.create(cluster.http(0), "permissions");
      FaceGroup.assertOk(group.add("with", url, Map.of()));
      assertEquals(1, server.requests());

      Path policy = cluster.home().resolve("plugins/opensearch-face-search/plugin-security.policy");
      String granted = Files.readString(policy);
      assertEquals(1, granted.split("permission ", -1).length - 1, granted);
      assertTrue(granted.contains("grant codeBase \"${codebase.face-search-models}\""), granted);
      Files.writeString(
          policy, granted.replace("face-search-models}", "face-search-rest-handlers}"));
      cluster.node(0).stop();
      cluster.restart(0);
      FaceGroup.assertOk(
          cluster.http(0).get("/_cluster/health?wait_for_status=yellow&timeout=60s"));

      FaceGroup after = group.through(cluster.http(0));
      FaceGroup.assertError(400, "uri cannot be reached", after.add("without", url, Map.of()));
      assertEquals(1, server.requests(), "fetched without the permission");
      FaceGroup.assertOk(after.add("inline", Person.ANNA.uri(), Map.of()));
      assertEquals(2, after.found(Person.ANNA.uri()).size());
    }
  }
}

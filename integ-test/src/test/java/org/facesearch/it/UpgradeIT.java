package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another version of the plugin, put in place of the one that the data were written with. */
@Endurance
class UpgradeIT {

  private static final String NEXT = "99.0.0";

  @Test
  void theDataStayWhatTheyAre() throws Exception {
    try (TestCluster cluster = TestCluster.named("upgrade").ownInstallation().start()) {
      Http before = cluster.http(0);
      FourEncodings index =
          FourEncodings.create(before, "upgraded", Map.of("number_of_replicas", 0));
      FaceGroup group = FaceGroup.create(before, "upgraded");
      group.enrol("anna", Person.ANNA, Map.of());
      Snapshots.repository(before, "upgrade").take("before", index.index());
      index.assertFound(before);
      assertEquals(List.of("anna"), group.found(Person.ANNA.uri()));

      cluster.node(0).stop();
      Installation.remove(cluster.home());
      Installation.install(
          cluster.home(), zipOfAnotherVersion(cluster.home().resolveSibling("next.zip")));
      cluster.restart(0);

      Http after = cluster.http(0);
      assertEquals(
          NEXT,
          FaceGroup.assertOk(after.get("/_cat/plugins?format=json")).at("/0/version").asText());
      FaceGroup.assertOk(after.get("/_cluster/health?wait_for_status=yellow&timeout=60s"));
      index.assertFound(after);
      assertEquals(List.of("anna"), group.through(after).found(Person.ANNA.uri()));

      String restored = index.index() + "-restored";
      new Snapshots(after, "upgrade").restore("before", index.index(), restored);
      index.assertFoundIn(restored, after);
      index.replaceSome(after);
      index.assertFound(after);
    }
  }

  private static Path zipOfAnotherVersion(Path zip) throws IOException {
    Files.copy(Installation.zip(), zip);
    try (FileSystem content = FileSystems.newFileSystem(zip)) {
      Path descriptor = content.getPath("plugin-descriptor.properties");
      String lines = Files.readString(descriptor, StandardCharsets.UTF_8);
      Files.writeString(descriptor, lines.replaceFirst("(?m)^version=.*$", "version=" + NEXT));
    }
    return zip;
  }
}

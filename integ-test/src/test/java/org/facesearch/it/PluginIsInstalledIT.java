package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@RealCluster
class PluginIsInstalledIT {

  @Test
  void everyNodeHasThePlugin(TestCluster cluster) throws IOException {
    Response plugins = cluster.http(0).get("/_cat/plugins?format=json");
    assertEquals(200, plugins.status(), plugins::toString);
    Set<String> nodes = new TreeSet<>();
    for (JsonNode plugin : plugins.body()) {
      if (plugin.path("component").asText().equals("opensearch-face-search")) {
        nodes.add(plugin.path("name").asText());
      }
    }
    assertEquals(Set.of("node-0", "node-1"), nodes);
  }

  /** DJL's line of it looked like a fault: the libraries are built without. */
  @Test
  void noNodeWarnsThatItHasNoGraphicsCard(TestCluster cluster) throws IOException {
    for (int i = 0; i < cluster.size(); i++) {
      // What loads the models, where that is still to come.
      new Facepp(cluster.http(i)).token(Person.ANNA);
      List<String> log = cluster.node(i).log();
      assertTrue(log.stream().anyMatch(line -> line.contains("loaded the face models")));
      assertEquals(List.of(), log.stream().filter(line -> line.contains("CUDA")).toList());
    }
  }

  @Test
  void everyNodeSeesTheOther(TestCluster cluster) throws IOException {
    for (int i = 0; i < cluster.size(); i++) {
      Response nodes = cluster.http(i).get("/_cat/nodes?format=json");
      assertEquals(cluster.size(), nodes.body().size(), nodes::toString);
    }
  }
}

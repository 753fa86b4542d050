package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator does to an index does not change what a search finds. */
@RealCluster
class IndexLifecycleIT {

  private static final String ENABLED = "index.face_search.enabled";

  private static FourEncodings index(TestCluster cluster, String hint, int shards)
      throws IOException {
    FourEncodings index =
        FourEncodings.create(
            cluster.http(0), hint, Map.of("number_of_shards", shards, "number_of_replicas", 1));
    cluster.awaitGreen(index.index());
    index.assertFound(cluster.http(1));
    return index;
  }

  @Test
  void forceMerge(TestCluster cluster) throws IOException {
    FourEncodings index = index(cluster, "merged", 1);
    Http http = cluster.http(0);
    FaceGroup.assertOk(http.post("/" + index.index() + "/_forcemerge?max_num_segments=1"));
    FaceGroup.assertOk(http.post("/" + index.index() + "/_refresh"));
    assertEquals(
        2,
        FaceGroup.assertOk(http.get("/_cat/segments/" + index.index() + "?format=json")).size(),
        "one of the primary, one of the replica");
    index.assertFound(cluster.http(1));
  }

  @Test
  void closeAndOpen(TestCluster cluster) throws IOException {
    FourEncodings index = index(cluster, "closed", 2);
    Http http = cluster.http(0);
    FaceGroup.assertOk(http.post("/" + index.index() + "/_close"));
    FaceGroup.assertOk(http.post("/" + index.index() + "/_open"));
    cluster.awaitGreen(index.index());
    index.assertFound(cluster.http(1));
  }

  @Test
  void split(TestCluster cluster) throws IOException {
    resize(cluster, index(cluster, "split", 2), "_split", 4);
  }

  @Test
  void shrink(TestCluster cluster) throws IOException {
    resize(cluster, index(cluster, "shrunk", 4), "_shrink", 1);
  }

  private static void resize(TestCluster cluster, FourEncodings index, String how, int shards)
      throws IOException {
    Http http = cluster.http(0);
    String target = index.index() + how;
    FaceGroup.assertOk(
        http.put("/" + index.index() + "/_settings", Map.of("index.blocks.write", true)));
    FaceGroup.assertOk(
        http.post(
            "/" + index.index() + "/" + how + "/" + target,
            Map.of("settings", Map.of("index.number_of_shards", shards))));
    cluster.awaitGreen(target);
    index.assertFoundIn(target, cluster.http(1));
    FaceGroup.assertOk(http.post("/" + target + "/_forcemerge?max_num_segments=1"));
    index.assertFoundIn(target, cluster.http(1));
  }

  @Test
  void snapshotAndRestore(TestCluster cluster) throws IOException {
    FourEncodings index = index(cluster, "kept", 2);
    Http http = cluster.http(1);
    Snapshots snapshots = Snapshots.repository(http, "lifecycle");
    snapshots.take("one", index.index());

    snapshots.restore("one", index.index(), index.index() + "-copy");
    cluster.awaitGreen(index.index() + "-copy");
    index.assertFoundIn(index.index() + "-copy", cluster.http(1));

    FaceGroup.assertOk(http.delete("/" + index.index()));
    snapshots.restore("one", index.index(), index.index());
    cluster.awaitGreen(index.index());
    index.assertFound(cluster.http(1));
  }

  /** Without the setting, no shard of what is restored could read its mapping. */
  @Test
  void theSettingStaysWithTheIndex(TestCluster cluster) throws IOException {
    FourEncodings index = index(cluster, "settled", 2);
    String name = index.index() + "-other";
    Http http = cluster.http(0);
    Snapshots snapshots = Snapshots.repository(http, "settled");
    snapshots.take("one", index.index());
    snapshots.assertNotRestored(
        "one", index.index(), name, ENABLED, Map.of("index_settings", Map.of(ENABLED, false)));
    snapshots.assertNotRestored(
        "one", index.index(), name, ENABLED, Map.of("ignore_index_settings", ENABLED));
  }
}

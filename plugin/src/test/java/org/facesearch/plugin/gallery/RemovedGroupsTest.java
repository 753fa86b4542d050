package org.facesearch.plugin.gallery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.facesearch.models.gallery.GroupKind;
import org.junit.jupiter.api.Test;
import org.opensearch.Version;
import org.opensearch.cluster.ClusterChangedEvent;
import org.opensearch.cluster.ClusterName;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.common.settings.Settings;

/** What a node remembers of groups that have gone. */
class RemovedGroupsTest {

  private static IndexMetadata index(String name, String kind) {
    return IndexMetadata.builder(name)
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_VERSION_CREATED, Version.CURRENT)
                .put(IndexMetadata.SETTING_INDEX_UUID, name + "-uuid")
                .put(GroupSettings.KIND.getKey(), kind))
        .numberOfShards(1)
        .numberOfReplicas(0)
        .build();
  }

  private static ClusterState state(IndexMetadata... indices) {
    Metadata.Builder metadata = Metadata.builder().clusterUUID("the-cluster");
    for (IndexMetadata index : indices) {
      metadata.put(index, false);
    }
    return ClusterState.builder(ClusterName.DEFAULT).metadata(metadata).build();
  }

  @Test
  void groupsOfBothKindsAndNothingElse() {
    IndexMetadata faces = index("faces-gone", GroupKind.FACE.text());
    IndexMetadata images = index("images-gone", GroupKind.IMAGE.text());
    IndexMetadata plain = index("faces-plain", "");
    IndexMetadata stays = index("faces-stays", GroupKind.FACE.text());
    RemovedGroups removed = new RemovedGroups();
    removed.applyClusterState(
        new ClusterChangedEvent("test", state(stays), state(faces, images, plain, stays)));
    assertTrue(removed.contains("faces-gone"));
    assertTrue(removed.contains("images-gone"));
    assertFalse(removed.contains("faces-plain"));
    assertFalse(removed.contains("faces-stays"));
  }
}

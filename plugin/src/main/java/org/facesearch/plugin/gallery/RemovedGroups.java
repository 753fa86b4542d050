package org.facesearch.plugin.gallery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.opensearch.cluster.ClusterChangedEvent;
import org.opensearch.cluster.ClusterStateApplier;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.core.index.Index;

/**
 * The names of indices that were groups and have been removed, as far as this node has heard of it
 * since it started; of very many the latest.
 *
 * <p>It learns of a removal before the node's own calls can see that the index has gone.
 */
public final class RemovedGroups implements ClusterStateApplier {

  private static final int MOST = 10_000;

  private final Set<String> names =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST;
                }
              }));

  @Override
  public void applyClusterState(ClusterChangedEvent event) {
    for (Index index : event.indicesDeleted()) {
      IndexMetadata was = event.previousState().metadata().index(index);
      if (was != null && GroupSettings.isGroup(was.getSettings())) {
        names.add(index.getName());
        // Its own name, where it was given other vectors.
        was.getAliases().keySet().stream()
            .filter(alias -> GroupIndex.isSuccessor(index.getName(), alias))
            .forEach(names::add);
      }
    }
  }

  public boolean contains(String index) {
    return names.contains(index);
  }
}

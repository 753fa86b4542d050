package org.facesearch.plugin.gallery;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.ClusterFaces;
import org.facesearch.models.usecase.CompareGroups;
import org.facesearch.models.usecase.FindSubjects;
import org.facesearch.models.usecase.GroupCalls;
import org.facesearch.models.usecase.GroupModels;
import org.facesearch.models.usecase.KeepComparisons;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.settings.FaceSearchSettings;
import org.facesearch.plugin.settings.ThreadPools;
import org.facesearch.rest.group.CompareByTask;
import org.facesearch.rest.group.GroupsByKind;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Settings;
import org.opensearch.tasks.Task;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.ParentTaskAssigningClient;

/** The parts of the v1 group API of one node, put together. */
public final class GroupWiring {

  private final Settings settings;
  private final Client client;
  private final PluginClient own;
  private final ClusterService cluster;
  private final Map<GroupKind, GroupModels> models;
  private final CompareByTask comparing;

  /**
   * For one node.
   *
   * @param own keeps comparisons
   * @param models what makes the vectors of each kind of groups; asked at every call
   */
  public GroupWiring(
      Settings settings,
      Client client,
      PluginClient own,
      ClusterService cluster,
      Map<GroupKind, GroupModels> models) {
    this.settings = settings;
    this.client = client;
    this.own = own;
    this.cluster = cluster;
    this.models = Map.copyOf(models);
    this.comparing =
        new CompareByTask(
            (kind, task) -> comparing(configured(kind), task),
            () -> cluster.localNode().getId(),
            FaceSearchSettings.COMPARE_SIZE.get(settings));
  }

  /**
   * The use cases.
   *
   * @param subjects the analysis of pictures for each kind
   */
  public List<Object> useCases(Map<GroupKind, FindSubjects> subjects) {
    int lanes = ThreadPools.parallelInferences(settings);
    GroupCalls faces = calls(GroupKind.FACE, subjects, lanes);
    GroupCalls images = calls(GroupKind.IMAGE, subjects, lanes);
    return List.of(
        new GroupsByKind(
            kind ->
                switch (configured(kind)) {
                  case FACE -> faces;
                  case IMAGE -> images;
                }),
        new ClusterFaces(
            new IndexGalleries(client, cluster, GroupKind.FACE),
            models.get(GroupKind.FACE),
            subjects.get(GroupKind.FACE),
            lanes),
        comparing,
        new KeepComparisons(kept(), InstantSource.system()));
  }

  /** Comparisons that this node runs now. */
  public int comparisons() {
    return comparing.running();
  }

  /** To be run now and then, on every node. */
  public Runnable sweep() {
    return new ComparisonSweep(own, cluster::state, InstantSource.system());
  }

  private GroupCalls calls(GroupKind kind, Map<GroupKind, FindSubjects> subjects, int lanes) {
    return GroupCalls.of(
        new IndexGalleries(client, cluster, kind),
        models.get(kind),
        subjects.get(kind),
        kind == GroupKind.FACE ? this::keepsPhotos : group -> false,
        lanes);
  }

  private boolean keepsPhotos(String group) {
    return cluster.getClusterSettings().get(FaceSearchSettings.V1_KEEP_PHOTOS).contains(group);
  }

  /** What it asks of the cluster is part of the task, and ends with it. */
  private CompareGroups comparing(GroupKind kind, Task task) {
    Client child = new ParentTaskAssigningClient(client, cluster.localNode(), task);
    return new CompareGroups(new IndexGalleries(child, cluster, kind), models.get(kind));
  }

  private IndexComparisons kept() {
    ClusterSettings current = cluster.getClusterSettings();
    return new IndexComparisons(
        client,
        own,
        cluster,
        () -> current.get(FaceSearchSettings.COMPARE_KEEP),
        () -> current.get(FaceSearchSettings.COMPARE_MAX_KEPT),
        InstantSource.system());
  }

  /** A node that is to do without a model for pictures has no groups of them either. */
  private GroupKind configured(GroupKind kind) {
    if (kind == GroupKind.IMAGE && FaceSearchSettings.imageEmbedder(settings).isEmpty()) {
      throw FaceSearchSettings.noImageModel();
    }
    return kind;
  }
}

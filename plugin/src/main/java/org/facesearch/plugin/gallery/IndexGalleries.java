package org.facesearch.plugin.gallery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryUnion;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.plugin.calls.Availability;
import org.facesearch.plugin.calls.Sight;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.ResourceAlreadyExistsException;
import org.opensearch.action.admin.indices.create.CreateIndexResponse;
import org.opensearch.action.admin.indices.delete.DeleteIndexRequest;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.transport.client.Client;

/**
 * The groups of one kind in a cluster, each an index. Works in the security context of its caller.
 */
public final class IndexGalleries implements Galleries {

  private final Client client;
  private final ClusterService cluster;
  private final GroupKind kind;
  private final Sight sight;

  public IndexGalleries(Client client, ClusterService cluster, GroupKind kind) {
    this.client = client;
    this.cluster = cluster;
    this.kind = kind;
    this.sight = new Sight(client);
  }

  @Override
  public CompletionStage<Void> create(String group, long capacity, String model, int dimension) {
    return Stages.<CreateIndexResponse>of(
            listener ->
                client
                    .admin()
                    .indices()
                    .create(GroupIndex.create(kind, group, capacity, model, dimension), listener))
        .exceptionally(
            error -> {
              throw isTaken(group, error) ? taken(group, error) : Stages.rethrown(error);
            })
        .thenApply(created -> null);
  }

  /** Also by an alias, which OpenSearch calls a bad name; never said to who may not create it. */
  private boolean isTaken(String group, Throwable error) {
    return !Sight.isRefusal(error)
        && (Stages.cause(error) instanceof ResourceAlreadyExistsException || exists(group));
  }

  private FaceSearchException taken(String group, Throwable cause) {
    String text =
        exists(group)
            ? "group already exist"
            : "index " + GroupIndex.nameFor(kind, group) + " exists and is not a group";
    return new FaceSearchException(Reason.CONFLICT, text, cause);
  }

  @Override
  public CompletionStage<List<String>> list() {
    List<GroupIndex> all =
        cluster.state().metadata().indices().values().stream()
            .flatMap(index -> GroupIndex.of(kind, index).stream())
            .toList();
    return sight
        .among(all.stream().map(GroupIndex::index).toList(), GroupIndex.nameFor(kind, "*"))
        .thenApply(
            seen ->
                all.stream()
                    .filter(group -> seen.contains(group.index()))
                    .map(GroupIndex::group)
                    .sorted()
                    .toList());
  }

  @Override
  public CompletionStage<Void> remove(String group) {
    return seen(List.of(group))
        .thenCompose(seen -> delete(existing(cluster.state(), group).index()))
        .exceptionally(
            error -> {
              throw Presence.hasNoIndex(error) ? Presence.noGroup(error) : Stages.rethrown(error);
            });
  }

  private CompletionStage<Void> delete(String index) {
    return Stages.<AcknowledgedResponse>of(
            listener -> client.admin().indices().delete(new DeleteIndexRequest(index), listener))
        .thenApply(deleted -> null);
  }

  /** Nothing is said of a group, not even that it is there, before this. */
  private CompletionStage<Void> seen(List<String> groups) {
    List<String> names = groups.stream().map(group -> GroupIndex.nameFor(kind, group)).toList();
    return sight
        .of(names)
        .thenApply(
            seen -> {
              if (!seen.containsAll(names)) {
                throw absent(cluster.state());
              }
              return null;
            });
  }

  @Override
  public CompletionStage<Gallery> open(String group) {
    return seen(List.of(group)).thenApply(seen -> gallery(group));
  }

  private Gallery gallery(String group) {
    // One state for all that is asked of it: the next may be without the group.
    ClusterState state = cluster.state();
    GroupIndex existing = available(state, group);
    return new IndexGallery(
        client,
        existing,
        state.metadata().index(existing.index()),
        new Presence(() -> exists(group)));
  }

  @Override
  public CompletionStage<GalleryUnion> union(List<String> groups) {
    return seen(groups).thenApply(seen -> search(groups));
  }

  private GalleryUnion search(List<String> groups) {
    ClusterState state = cluster.state();
    return new GroupSearch(
        client,
        groups.stream().map(group -> available(state, group)).toList(),
        new Presence(() -> groups.stream().allMatch(this::exists)));
  }

  private boolean exists(String group) {
    return find(cluster.state(), group).isPresent();
  }

  private GroupIndex available(ClusterState state, String group) {
    GroupIndex existing = existing(state, group);
    Availability.check(state, existing.index(), "group " + existing.group());
    return existing;
  }

  private GroupIndex existing(ClusterState state, String group) {
    return find(state, group).orElseThrow(() -> absent(state));
  }

  private static FaceSearchException absent(ClusterState state) {
    Availability.checkRecovered(state);
    return Presence.noGroup(null);
  }

  private Optional<GroupIndex> find(ClusterState state, String group) {
    return GroupIndex.find(state.metadata(), kind, group);
  }
}

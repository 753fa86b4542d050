package org.facesearch.plugin.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.gallery.GroupReads;
import org.opensearch.action.admin.indices.refresh.RefreshRequest;
import org.opensearch.action.admin.indices.refresh.RefreshResponse;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/**
 * Deletes single events with their pictures. Pictures go first: whatever happens in between, none
 * is left without its event.
 */
public final class EventRemoval {

  private static final int AT_ONCE = 1000;

  private final Client client;
  private final ClusterService cluster;

  /** In the name of whoever the client calls for. */
  public EventRemoval(Client client, ClusterService cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  /** How much was deleted. */
  public record Removed(long events, long pictures) {
    Removed plus(Removed other) {
      return new Removed(events + other.events, pictures + other.pictures);
    }
  }

  /** Deletes all events that match, of those that were acknowledged before. */
  public CompletionStage<Removed> remove(QueryBuilder which) {
    List<EventIndex> partitions =
        cluster.state().metadata().indices().values().stream()
            .flatMap(index -> EventIndex.of(index).stream())
            .toList();
    return Lanes.map(partitions, 1, (position, partition) -> removeWhereThere(partition, which))
        .thenApply(all -> all.stream().reduce(new Removed(0, 0), Removed::plus));
  }

  /** A day that is over may be deleted meanwhile. */
  private CompletionStage<Removed> removeWhereThere(EventIndex partition, QueryBuilder which) {
    return remove(partition, which)
        .exceptionally(
            error -> {
              if (cluster.state().metadata().hasIndex(partition.name())) {
                throw Stages.rethrown(error);
              }
              return new Removed(0, 0);
            });
  }

  /** The same of one day. */
  CompletionStage<Removed> remove(EventIndex partition, QueryBuilder which) {
    AtomicLong events = new AtomicLong();
    AtomicLong pictures = new AtomicLong();
    return refresh(partition)
        .thenCompose(
            fresh ->
                Repeat.whileTrue(
                    () ->
                        some(partition, which)
                            .thenCompose(
                                found ->
                                    removePictures(partition, found)
                                        .thenAccept(pictures::addAndGet)
                                        .thenCompose(gone -> removeEvents(partition, found))
                                        .thenCompose(
                                            gone -> {
                                              events.addAndGet(gone);
                                              return more(partition, found);
                                            }))))
        .thenApply(done -> new Removed(events.get(), pictures.get()));
  }

  private CompletionStage<Boolean> more(EventIndex partition, List<SearchHit> found) {
    return found.size() < AT_ONCE
        ? CompletableFuture.completedFuture(false)
        : refresh(partition).thenApply(fresh -> true);
  }

  private CompletionStage<Void> refresh(EventIndex partition) {
    return Stages.<RefreshResponse>of(
            listener ->
                client.admin().indices().refresh(new RefreshRequest(partition.name()), listener))
        .thenApply(GroupReads::complete)
        .thenApply(complete -> null);
  }

  private CompletionStage<List<SearchHit>> some(EventIndex partition, QueryBuilder which) {
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(QueryBuilders.constantScoreQuery(which))
            .size(AT_ONCE)
            .fetchSource(new String[] {EventFields.FACE_PICTURE, EventFields.SCENE_PICTURE}, null)
            .seqNoAndPrimaryTerm(true)
            .trackTotalHits(false);
    SearchRequest request =
        new SearchRequest(partition.name()).source(source).allowPartialSearchResults(false);
    return Stages.<SearchResponse>of(listener -> client.search(request, listener))
        .thenApply(response -> Arrays.asList(response.getHits().getHits()));
  }

  private CompletionStage<Long> removePictures(EventIndex partition, List<SearchHit> events) {
    List<String> documents = new ArrayList<>();
    for (SearchHit event : events) {
      Map<String, Object> fields = event.getSourceAsMap();
      for (String field : List.of(EventFields.FACE_PICTURE, EventFields.SCENE_PICTURE)) {
        if (fields.get(field) instanceof String name) {
          // Whoever writes events may name pictures of others in them.
          PictureName.parse(name)
              .filter(picture -> picture.events().equals(partition))
              .filter(picture -> picture.event().equals(event.getId()))
              .ifPresent(picture -> documents.add(picture.document()));
        }
      }
    }
    if (documents.isEmpty() || !cluster.state().metadata().hasIndex(partition.pictures())) {
      return CompletableFuture.completedFuture(0L);
    }
    BulkRequest bulk = new BulkRequest();
    documents.forEach(id -> bulk.add(new DeleteRequest(partition.pictures(), id)));
    return run(bulk);
  }

  /** Those that were changed meanwhile stay, until they are looked for again. */
  private CompletionStage<Long> removeEvents(EventIndex partition, List<SearchHit> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(0L);
    }
    BulkRequest bulk = new BulkRequest();
    for (SearchHit event : events) {
      bulk.add(
          new DeleteRequest(partition.name(), event.getId())
              .setIfSeqNo(event.getSeqNo())
              .setIfPrimaryTerm(event.getPrimaryTerm()));
    }
    return run(bulk);
  }

  /** Gives how many were there. */
  private CompletionStage<Long> run(BulkRequest bulk) {
    return Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener))
        .thenApply(
            done -> {
              long gone = 0;
              for (BulkItemResponse item : done) {
                if (!item.isFailed()) {
                  gone += item.status() == RestStatus.OK ? 1 : 0;
                } else if (!Stages.isConflict(item.getFailure().getCause())) {
                  throw Stages.rethrown(item.getFailure().getCause());
                }
              }
              return gone;
            });
  }
}

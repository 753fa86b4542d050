package org.facesearch.plugin.event;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.cluster.metadata.IndexAbstraction;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.document.DocumentField;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.mapper.RoutingFieldMapper;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.client.Client;

/**
 * Deletes single events with their pictures. Pictures go first: a failure in between may leave an
 * event that names pictures which are gone, and that is found again by the next call.
 */
public final class EventRemoval {

  private static final int AT_ONCE = 1000;

  /** Rounds in a row in which all that was found was being changed by others. */
  private static final int FRUITLESS = 10;

  private final Client client;
  private final ClusterService cluster;
  private final FreshSearch search;
  private final NamedPictures pictures;
  private final int atOnce;

  /** In the name of whoever the client calls for. */
  public EventRemoval(Client client, ClusterService cluster) {
    this(client, cluster, AT_ONCE);
  }

  EventRemoval(Client client, ClusterService cluster, int atOnce) {
    this.client = client;
    this.cluster = cluster;
    this.search = new FreshSearch(client);
    this.pictures = new NamedPictures(search);
    this.atOnce = atOnce;
  }

  /** How much was deleted. */
  public record Removed(long events, long pictures) {
    Removed plus(Removed other) {
      return new Removed(events + other.events, pictures + other.pictures);
    }
  }

  /**
   * An index to delete from.
   *
   * @param name of the index
   * @param day what it is, if it is one of the plugin's own; only then pictures belong to it
   */
  private record Place(String name, Optional<EventIndex> day) {}

  /**
   * Deletes all events that match, of those that were acknowledged before, wherever searches look:
   * the indices behind the alias, whatever they are called, and all that are called like ours.
   *
   * <p>Fails with {@code BUSY} if others keep changing what is to be deleted.
   */
  public CompletionStage<Removed> remove(QueryBuilder which) {
    Metadata known = cluster.state().metadata();
    IndexAbstraction alias = known.getIndicesLookup().get(EventIndex.ALIAS);
    List<IndexMetadata> searched = alias == null ? List.of() : alias.getIndices();
    List<Place> places =
        Stream.concat(
                searched.stream(),
                known.indices().values().stream().filter(index -> EventIndex.of(index).isPresent()))
            .map(index -> new Place(index.getIndex().getName(), EventIndex.of(index)))
            .distinct()
            .toList();
    return Lanes.map(places, 1, (position, place) -> removeWhereThere(place, which))
        .thenApply(all -> all.stream().reduce(new Removed(0, 0), Removed::plus));
  }

  /** A day that is over may be deleted meanwhile. */
  private CompletionStage<Removed> removeWhereThere(Place place, QueryBuilder which) {
    return remove(place, which)
        .exceptionally(
            error -> {
              if (cluster.state().metadata().hasIndex(place.name())) {
                throw Stages.rethrown(error);
              }
              return new Removed(0, 0);
            });
  }

  /** The same of one day. */
  CompletionStage<Removed> remove(EventIndex day, QueryBuilder which) {
    return remove(new Place(day.name(), Optional.of(day)), which);
  }

  private CompletionStage<Removed> remove(Place place, QueryBuilder which) {
    AtomicLong events = new AtomicLong();
    AtomicLong files = new AtomicLong();
    AtomicInteger fruitless = new AtomicInteger();
    return Repeat.whileTrue(
            () ->
                some(place.name(), which)
                    .thenCompose(
                        found ->
                            removePictures(place, found)
                                .thenAccept(files::addAndGet)
                                .thenCompose(done -> removeEvents(place.name(), found))
                                .thenApply(
                                    gone -> {
                                      events.addAndGet(gone);
                                      return more(found.size(), gone, fruitless);
                                    })))
        .thenApply(done -> new Removed(events.get(), files.get()));
  }

  /** Those that were changed between search and deletion are looked for again. */
  private boolean more(int found, long gone, AtomicInteger fruitless) {
    if (found == gone) {
      fruitless.set(0);
      return found == atOnce;
    }
    if (gone > 0) {
      fruitless.set(0);
    } else if (fruitless.incrementAndGet() == FRUITLESS) {
      throw new FaceSearchException(
          FaceSearchException.Reason.BUSY,
          "events are being changed while they are to be deleted, try again later");
    }
    return true;
  }

  private CompletionStage<List<SearchHit>> some(String index, QueryBuilder which) {
    return search.hits(
        index,
        new SearchSourceBuilder()
            .query(QueryBuilders.constantScoreQuery(which))
            .size(atOnce)
            .fetchSource(new String[] {EventFields.FACE_PICTURE, EventFields.SCENE_PICTURE}, null)
            .seqNoAndPrimaryTerm(true)
            .trackTotalHits(false));
  }

  private CompletionStage<Long> removePictures(Place place, List<SearchHit> events) {
    EventIndex day = place.day().orElse(null);
    if (day == null || !cluster.state().metadata().hasIndex(day.pictures())) {
      return CompletableFuture.completedFuture(0L);
    }
    return pictures
        .of(day, events)
        .thenCompose(
            theirs -> {
              BulkRequest bulk = new BulkRequest();
              theirs.forEach(id -> bulk.add(new DeleteRequest(day.pictures(), id)));
              return run(bulk);
            });
  }

  /** Those that were changed meanwhile stay, until they are looked for again. */
  private CompletionStage<Long> removeEvents(String index, List<SearchHit> events) {
    BulkRequest bulk = new BulkRequest();
    for (SearchHit event : events) {
      DocumentField routing = event.field(RoutingFieldMapper.NAME);
      bulk.add(
          new DeleteRequest(index, event.getId())
              .routing(routing == null ? null : routing.getValue())
              .setIfSeqNo(event.getSeqNo())
              .setIfPrimaryTerm(event.getPrimaryTerm()));
    }
    return run(bulk);
  }

  /** Gives how many were there. */
  private CompletionStage<Long> run(BulkRequest bulk) {
    if (bulk.numberOfActions() == 0) {
      return CompletableFuture.completedFuture(0L);
    }
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

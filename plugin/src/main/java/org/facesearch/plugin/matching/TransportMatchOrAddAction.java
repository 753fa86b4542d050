package org.facesearch.plugin.matching;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.action.bulk.BulkItemRequest;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkShardRequest;
import org.opensearch.action.bulk.BulkShardResponse;
import org.opensearch.action.bulk.TransportShardBulkAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.WriteRequest.RefreshPolicy;
import org.opensearch.action.support.replication.TransportWriteAction;
import org.opensearch.cluster.action.shard.ShardStateAction;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.inject.Inject;
import org.opensearch.common.lease.Releasable;
import org.opensearch.common.lease.Releasables;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.index.IndexingPressureService;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.indices.IndicesService;
import org.opensearch.indices.SystemIndices;
import org.opensearch.telemetry.tracing.Tracer;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportService;

/**
 * Matches on the primary, adds by the shard operation that every bulk request uses, there and on
 * the replicas. See the package for why no two of these overlap.
 */
public final class TransportMatchOrAddAction
    extends TransportWriteAction<MatchOrAddRequest, BulkShardRequest, MatchOrAddResponse> {

  private static final Logger LOG = LogManager.getLogger(TransportMatchOrAddAction.class);

  /** Requests that may wait for one shard; each takes some milliseconds. */
  private static final int PLACES = 200;

  private final OneAtATime turns;

  @Inject
  public TransportMatchOrAddAction(
      Settings settings,
      TransportService transport,
      ClusterService cluster,
      IndicesService indices,
      ThreadPool threads,
      ShardStateAction shardState,
      ActionFilters filters,
      IndexingPressureService pressure,
      SystemIndices systemIndices,
      Tracer tracer) {
    super(
        settings,
        MatchOrAddAction.NAME,
        transport,
        cluster,
        indices,
        threads,
        shardState,
        filters,
        MatchOrAddRequest::new,
        BulkShardRequest::new,
        shard -> ThreadPool.Names.WRITE,
        false,
        pressure,
        systemIndices,
        tracer);
    this.turns =
        new OneAtATime(
            PLACES, threads.getThreadContext(), threads.executor(ThreadPool.Names.GENERIC));
  }

  @Override
  protected MatchOrAddResponse newResponseInstance(StreamInput in) throws IOException {
    return new MatchOrAddResponse(in);
  }

  @Override
  protected long primaryOperationSize(MatchOrAddRequest request) {
    return request.bytes();
  }

  @Override
  protected long replicaOperationSize(BulkShardRequest request) {
    return request.ramBytesUsed();
  }

  /** The permit is that of the shard and a turn: it comes back when the replicas have the write. */
  @Override
  protected void acquirePrimaryOperationPermit(
      IndexShard primary, MatchOrAddRequest request, ActionListener<Releasable> onAcquired) {
    turns.take(
        primary,
        new ActionListener<>() {
          @Override
          public void onResponse(Releasable turn) {
            try {
              // Not before the turn: who waits with a permit would hold up a relocation.
              TransportMatchOrAddAction.super.acquirePrimaryOperationPermit(
                  primary, request, together(turn, onAcquired));
            } catch (RuntimeException e) {
              turn.close();
              onAcquired.onFailure(e);
            }
          }

          @Override
          public void onFailure(Exception refused) {
            onAcquired.onFailure(refused);
          }
        });
  }

  private static ActionListener<Releasable> together(
      Releasable turn, ActionListener<Releasable> onAcquired) {
    return new ActionListener<>() {
      @Override
      public void onResponse(Releasable permit) {
        onAcquired.onResponse(() -> Releasables.close(permit, turn));
      }

      @Override
      public void onFailure(Exception e) {
        turn.close();
        onAcquired.onFailure(e);
      }
    };
  }

  @Override
  protected void dispatchedShardOperationOnPrimary(
      MatchOrAddRequest request,
      IndexShard primary,
      ActionListener<PrimaryResult<BulkShardRequest, MatchOrAddResponse>> listener) {
    List<Outcome> outcomes;
    List<Candidate> added;
    try {
      ShardMatcher matcher = new ShardMatcher(primary, request.criteria());
      outcomes = matcher.match(request.candidates());
      added = matcher.added();
    } catch (IOException | RuntimeException e) {
      listener.onFailure(e);
      return;
    }
    if (added.isEmpty()) {
      listener.onResponse(new PrimaryResult<>(null, new MatchOrAddResponse(outcomes, null)));
      return;
    }
    TransportShardBulkAction.performOnPrimary(
        bulk(request, added),
        primary,
        null, // there are no updates among these
        threadPool::absoluteTimeInMillis,
        (update, shard, mapped) -> mapped.onFailure(new IllegalStateException("an unmapped field")),
        mapped -> mapped.onFailure(new IllegalStateException("waits for no mapping")),
        ActionListener.map(listener, result -> result(result, outcomes, primary)),
        threadPool,
        executor(primary));
  }

  private static BulkShardRequest bulk(MatchOrAddRequest request, List<Candidate> added) {
    BulkItemRequest[] items =
        IntStream.range(0, added.size())
            .mapToObj(i -> new BulkItemRequest(i, added.get(i).added(request.index())))
            .toArray(BulkItemRequest[]::new);
    return new BulkShardRequest(request.shardId(), RefreshPolicy.NONE, items);
  }

  /** What the primary has goes to the replicas, also where it has but a part. */
  private static PrimaryResult<BulkShardRequest, MatchOrAddResponse> result(
      PrimaryResult<BulkShardRequest, BulkShardResponse> bulk,
      List<Outcome> outcomes,
      IndexShard primary) {
    WritePrimaryResult<BulkShardRequest, BulkShardResponse> written =
        (WritePrimaryResult<BulkShardRequest, BulkShardResponse>) bulk;
    Exception failure =
        Arrays.stream(written.finalResponseIfSuccessful.getResponses())
            .filter(BulkItemResponse::isFailed)
            .map(item -> item.getFailure().getCause())
            .findFirst()
            .orElse(null);
    return new WritePrimaryResult<>(
        written.replicaRequest(),
        new MatchOrAddResponse(outcomes, failure),
        written.location,
        null,
        primary,
        LOG);
  }

  @Override
  protected void dispatchedShardOperationOnReplica(
      BulkShardRequest request, IndexShard replica, ActionListener<ReplicaResult> listener) {
    ActionListener.completeWith(
        listener,
        () ->
            new WriteReplicaResult<>(
                request,
                TransportShardBulkAction.performOnReplica(request, replica),
                null,
                replica,
                LOG));
  }
}

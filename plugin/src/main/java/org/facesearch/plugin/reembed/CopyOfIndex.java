package org.facesearch.plugin.reembed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.reembed.Copied;
import org.facesearch.models.reembed.IndexCopy;
import org.facesearch.models.reembed.OnMissing;
import org.facesearch.models.reembed.Places;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.plugin.calls.NoAutoCreate;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.transport.client.Client;

/**
 * The two indices of a change of models, in the security context of whoever began or resumed it.
 */
final class CopyOfIndex implements IndexCopy {

  /** A busy cluster, or one that looks for a lost node, keeps the work waiting, not ending. */
  static final Patience PATIENCE =
      new Patience(
          TimeValue.timeValueMillis(100),
          TimeValue.timeValueSeconds(10),
          TimeValue.timeValueMinutes(15),
          CopyOfIndex::isForNow);

  private final Client working;
  private final NewIndex whole;
  private final OnMissing without;
  private final ShardPages source;
  private final DocumentReader reader;
  private final VanishedDocuments vanished;
  private volatile boolean frozen;

  /**
   * For one change of models.
   *
   * @param client for what must go on when the work is cancelled
   * @param working for what ends with it
   */
  CopyOfIndex(Client client, Client working, Supplier<Metadata> cluster, Reembedding reembedding) {
    this.working = working;
    this.whole = new NewIndex(client, cluster, reembedding);
    this.without = reembedding.plan().without();
    String dest = reembedding.plan().dest();
    IndexMetadata index = cluster.get().index(reembedding.plan().source());
    int shards = index == null ? 0 : index.getNumberOfShards();
    this.source = new ShardPages(working, reembedding.plan().source(), shards);
    this.reader = new DocumentReader(working, reembedding.plan(), source);
    this.vanished =
        new VanishedDocuments(working, source, new ShardPages(working, dest, shards), dest);
  }

  private static boolean isForNow(Exception error) {
    if (Stages.cause(error) instanceof FaceSearchException failure) {
      return failure.reason() == FaceSearchException.Reason.BUSY;
    }
    RestStatus status = ExceptionsHelper.status(error);
    return status == RestStatus.TOO_MANY_REQUESTS || status == RestStatus.SERVICE_UNAVAILABLE;
  }

  private <T> CompletionStage<T> patiently(Supplier<CompletionStage<T>> step) {
    return Stages.patiently(working, PATIENCE, step);
  }

  @Override
  public CompletionStage<Void> prepare() {
    return whole.prepare();
  }

  @Override
  public CompletionStage<Long> count() {
    return patiently(() -> source.refresh().thenCompose(done -> source.count()));
  }

  @Override
  public CompletionStage<Places> settled() {
    return patiently(() -> source.settled(frozen));
  }

  @Override
  public CompletionStage<Batch> read(Places after, Places until) {
    return patiently(() -> reader.read(after, until));
  }

  @Override
  public CompletionStage<Void> write(List<Copied> documents) {
    if (documents.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    BulkRequest bulk = new BulkRequest();
    for (Copied copied : documents) {
      StoredDocument document = (StoredDocument) copied.document();
      bulk.add(copied.vectors().map(document::with).orElseGet(document::without));
    }
    return patiently(
        () ->
            Stages.<BulkResponse>of(
                    listener -> NoAutoCreate.during(working, () -> working.bulk(bulk, listener)))
                .thenApply(CopyOfIndex::written));
  }

  /** What was written of a later change of the same document is as good. */
  private static Void written(BulkResponse bulk) {
    for (BulkItemResponse item : bulk) {
      if (item.isFailed() && !Stages.isConflict(item.getFailure().getCause())) {
        throw failure(item);
      }
    }
    return null;
  }

  private static RuntimeException failure(BulkItemResponse item) {
    if (item.status() == RestStatus.BAD_REQUEST) {
      return FaceSearchException.invalid(
          "document [" + item.getId() + "]: " + item.getFailure().getCause().getMessage());
    }
    return Stages.rethrown(Stages.translated(item.getFailure().getCause()));
  }

  @Override
  public CompletionStage<Long> removeVanished() {
    return patiently(() -> vanished.remove(frozen && without != OnMissing.SKIP));
  }

  @Override
  public CompletionStage<Void> freeze() {
    return patiently(whole::freeze)
        .thenApply(
            done -> {
              frozen = true;
              return null;
            });
  }

  @Override
  public CompletionStage<Void> thaw() {
    return whole.thaw();
  }

  @Override
  public CompletionStage<Void> swap() {
    return whole.swap();
  }

  @Override
  public boolean isSwapped() {
    return whole.isSwapped();
  }

  @Override
  public CompletionStage<Void> discard() {
    return whole.discard();
  }
}

package org.facesearch.plugin.faceset;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.FaceTokens.Outcome;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.get.MultiGetItemResponse;
import org.opensearch.action.get.MultiGetRequest;
import org.opensearch.action.get.MultiGetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.index.mapper.StrictDynamicMappingException;
import org.opensearch.transport.client.Client;

/**
 * One change of some tokens of an owner, each of which is changed whole or not at all. Others may
 * change them meanwhile: those are then read and changed anew, after a while.
 */
final class TokenChanges {

  private static final Patience PATIENCE =
      new Patience(
          Patience.OF_CHANGES.shortestWait(),
          Patience.OF_CHANGES.longestWait(),
          Patience.OF_CHANGES.whole(),
          error -> Stages.isConflict(error) || isNewField(error));

  private final Client client;
  private final Instant now;
  private final String owner;
  private final UnaryOperator<TokenFace> change;
  private final Map<String, Outcome> settled = new ConcurrentHashMap<>();

  /**
   * @param change gives the same object where there is nothing to do; may be asked several times
   */
  TokenChanges(Client client, Instant now, String owner, UnaryOperator<TokenFace> change) {
    this.client = client;
    this.now = now;
    this.owner = owner;
    this.change = change;
  }

  /** Once for each instance; for each token in order what became of it. */
  CompletionStage<List<Outcome>> of(List<String> tokens) {
    return Stages.changing(
            client, PATIENCE, "face tokens are being changed by others", () -> attempt(tokens))
        .thenApply(done -> tokens.stream().map(settled::get).toList());
  }

  private CompletionStage<Void> attempt(List<String> tokens) {
    MultiGetRequest read = new MultiGetRequest();
    tokens.stream()
        .filter(token -> !settled.containsKey(token))
        .forEach(token -> read.add(TokenIndex.NAME, token));
    if (read.getItems().isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return Stages.<MultiGetResponse>of(listener -> client.multiGet(read, listener))
        .thenCompose(
            found -> {
              BulkRequest writes = changed(found);
              return writes.numberOfActions() == 0
                  ? CompletableFuture.completedFuture(null)
                  : Stages.<BulkResponse>of(listener -> client.bulk(writes, listener))
                      .thenApply(this::settle);
            });
  }

  private BulkRequest changed(MultiGetResponse found) {
    BulkRequest writes = new BulkRequest();
    for (MultiGetItemResponse item : found) {
      if (item.isFailed()) {
        throw Stages.rethrown(Stages.translated(item.getFailure().getFailure()));
      }
      GetResponse read = item.getResponse();
      if (!read.isExists()) {
        settled.put(item.getId(), Outcome.UNKNOWN);
        continue;
      }
      TokenDocument old = TokenDocument.read(read.getSourceAsMap());
      if (old.isOver(now) || !old.face().owner().equals(owner)) {
        settled.put(item.getId(), Outcome.UNKNOWN);
        continue;
      }
      TokenFace next = change.apply(old.face());
      if (isSame(old.face(), next)) {
        settled.put(item.getId(), Outcome.NOTHING_TO_DO);
        continue;
      }
      writes.add(
          new IndexRequest(TokenIndex.NAME)
              .id(item.getId())
              .setIfSeqNo(read.getSeqNo())
              .setIfPrimaryTerm(read.getPrimaryTerm())
              .source(new TokenDocument(next, expires(old, next)).write()));
    }
    return writes;
  }

  // A change that gives the same object says by it that there is nothing to do.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(TokenFace old, TokenFace next) {
    return old == next;
  }

  private Instant expires(TokenDocument old, TokenFace next) {
    if (!next.faceSets().isEmpty()) {
      return null;
    }
    return old.expires() == null ? now.plus(FaceTokens.LIFETIME) : old.expires();
  }

  /** Fails for the first one that was not written; those that were are not asked again. */
  private Void settle(BulkResponse written) {
    for (BulkItemResponse item : written) {
      if (!item.isFailed()) {
        settled.put(item.getId(), Outcome.DONE);
      }
    }
    return Stages.written(written);
  }

  /** The shard's node has not heard yet of a field that was just made. */
  private static boolean isNewField(Exception error) {
    return ExceptionsHelper.unwrap(error, StrictDynamicMappingException.class) != null;
  }
}

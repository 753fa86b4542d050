package org.facesearch.plugin.faceset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.delete.DeleteResponse;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.transport.client.Client;

/**
 * Keeps an owner's outer ids unique: each is a document of its own, whose id is made of the two, so
 * that of two FaceSets only one can have it. It counts only while the FaceSet that it names is
 * there and says the same. One that does not is left by a node that went down in between, or
 * belongs to a FaceSet that is just being made or renamed; after a while it may be taken, and
 * whoever was so slow comes too late ({@link Fence}).
 */
final class OuterIds {

  /** Longer than making a FaceSet takes, shorter than the patience with conflicts. */
  static final Duration BEING_MADE = Duration.ofSeconds(10);

  private final Client client;
  private final OwnIndex index;
  private final InstantSource clock;
  private final Fence fence;
  private final Function<String, CompletionStage<Optional<FaceSet>>> faceSets;

  /**
   * @param faceSets gives a FaceSet that is there by its token
   */
  OuterIds(
      Client client,
      OwnIndex index,
      InstantSource clock,
      Function<String, CompletionStage<Optional<FaceSet>>> faceSets) {
    this.client = client;
    this.index = index;
    this.clock = clock;
    this.fence = new Fence(client, index, clock);
    this.faceSets = faceSets;
  }

  private static String idOf(String owner, String outerId) {
    try {
      // Of any length, and no document id may have more than 512 bytes. No key has a line feed.
      byte[] text = (owner + "\n" + outerId).getBytes(StandardCharsets.UTF_8);
      return "outer-" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The FaceSet that has an outer id. */
  CompletionStage<Optional<FaceSet>> holder(String owner, String outerId) {
    return index.get(idOf(owner, outerId)).thenCompose(found -> holder(found, owner, outerId));
  }

  private CompletionStage<Optional<FaceSet>> holder(
      GetResponse found, String owner, String outerId) {
    if (!found.isExists()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return faceSets
        .apply(holder(found))
        .thenApply(
            faceSet ->
                faceSet.filter(set -> set.owner().equals(owner) && set.outerId().equals(outerId)));
  }

  private static String holder(GetResponse found) {
    return (String) found.getSourceAsMap().get(FaceSetIndex.HOLDER);
  }

  /** Takes an outer id for a FaceSet; {@code false} if another one has it. */
  CompletionStage<Boolean> take(FaceSet faceSet, String outerId) {
    return Stages.changing(
        client,
        Patience.OF_CHANGES,
        "the outer_id is being given to others",
        () -> tryTake(faceSet, outerId));
  }

  private CompletionStage<Boolean> tryTake(FaceSet faceSet, String outerId) {
    return write(request(faceSet, outerId).create(true))
        .exceptionallyCompose(
            error ->
                Stages.isConflict(error)
                    ? takeOver(faceSet, outerId, error)
                    : CompletableFuture.failedFuture(error));
  }

  private IndexRequest request(FaceSet faceSet, String outerId) {
    return new IndexRequest(FaceSetIndex.NAME)
        .id(idOf(faceSet.owner(), outerId))
        .source(Map.of(FaceSetIndex.HOLDER, faceSet.token(), FaceSetIndex.SINCE, clock.millis()));
  }

  private IndexRequest over(GetResponse found, FaceSet faceSet, String outerId) {
    return request(faceSet, outerId)
        .setIfSeqNo(found.getSeqNo())
        .setIfPrimaryTerm(found.getPrimaryTerm());
  }

  private CompletionStage<Boolean> write(IndexRequest request) {
    return Stages.<IndexResponse>of(listener -> client.index(request, listener))
        .thenApply(written -> true);
  }

  private CompletionStage<Boolean> takeOver(FaceSet faceSet, String outerId, Throwable conflict) {
    String owner = faceSet.owner();
    return index
        .get(idOf(owner, outerId))
        .thenCompose(
            found -> {
              if (found.isExists() && holder(found).equals(faceSet.token())) {
                // Written anew, or a renaming that is just ending would give it back.
                return write(over(found, faceSet, outerId));
              }
              return unless(
                  holder(found, owner, outerId),
                  () ->
                      // It has just gone, or its FaceSet may still come: conflicts are tried anew.
                      found.isExists() && isLeft(found)
                          ? takeLeft(found, faceSet, outerId)
                          : CompletableFuture.failedFuture(conflict));
            });
  }

  private CompletionStage<Boolean> takeLeft(GetResponse found, FaceSet faceSet, String outerId) {
    String owner = faceSet.owner();
    return fence
        .against(holder(found), owner, outerId)
        .thenCompose(
            shut ->
                // The last write that was let through may have been the one that makes it count.
                unless(holder(found, owner, outerId), () -> write(over(found, faceSet, outerId))));
  }

  /** {@code false} if there is a holder. */
  private static CompletionStage<Boolean> unless(
      CompletionStage<Optional<FaceSet>> holder, Supplier<CompletionStage<Boolean>> take) {
    return holder.thenCompose(
        found -> found.isPresent() ? CompletableFuture.completedFuture(false) : take.get());
  }

  private boolean isLeft(GetResponse found) {
    return FaceSetIndex.instant(found.getSourceAsMap(), FaceSetIndex.SINCE)
        .plus(BEING_MADE)
        .isBefore(clock.instant());
  }

  /** Gives an outer id back, if the FaceSet has it. */
  CompletionStage<Void> giveBack(FaceSet faceSet, String outerId) {
    return givingBack(faceSet, outerId).thenCompose(Supplier::get);
  }

  /**
   * What gives an outer id back that the FaceSet has now. It does nothing if the id has been taken
   * since, by another FaceSet or by the same one.
   */
  CompletionStage<Supplier<CompletionStage<Void>>> givingBack(FaceSet faceSet, String outerId) {
    if (outerId.isEmpty()) {
      return CompletableFuture.completedFuture(OuterIds::nothing);
    }
    String id = idOf(faceSet.owner(), outerId);
    return index
        .get(id)
        .thenApply(
            found ->
                found.isExists() && holder(found).equals(faceSet.token())
                    ? () ->
                        delete(
                            new DeleteRequest(FaceSetIndex.NAME, id)
                                .setIfSeqNo(found.getSeqNo())
                                .setIfPrimaryTerm(found.getPrimaryTerm()))
                    : OuterIds::nothing);
  }

  private static CompletionStage<Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Void> delete(DeleteRequest request) {
    return Stages.<DeleteResponse>of(listener -> client.delete(request, listener))
        .<Void>thenApply(deleted -> null)
        .exceptionally(
            error -> {
              // It has been taken since: it is that one's now.
              if (Stages.isConflict(error)) {
                return null;
              }
              throw Stages.rethrown(error);
            });
  }
}

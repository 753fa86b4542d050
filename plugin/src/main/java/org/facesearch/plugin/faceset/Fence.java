package org.facesearch.plugin.faceset;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.transport.client.Client;

/**
 * Keeps a late write of a FaceSet from arriving. Whoever takes an outer id over cannot know whether
 * the FaceSet that left it is lost or slow; if it came with that name after all, two would have it.
 * A FaceSet that is there is therefore written as it is, so that writes that knew it before meet a
 * conflict; where there is none yet, one that has gone is put in its place.
 */
final class Fence {

  private final Client client;
  private final OwnIndex index;
  private final InstantSource clock;

  Fence(Client client, OwnIndex index, InstantSource clock) {
    this.client = client;
    this.index = index;
    this.clock = clock;
  }

  /**
   * From when the stage ends, no write of the FaceSet succeeds that was begun before.
   *
   * <p>Fails with a conflict if one has just succeeded.
   *
   * @param name the outer id that it left
   */
  CompletionStage<Void> against(String token, String owner, String name) {
    return index.get(token).thenCompose(found -> against(found, owner, name));
  }

  private CompletionStage<Void> against(GetResponse found, String owner, String name) {
    IndexRequest write = new IndexRequest(FaceSetIndex.NAME).id(found.getId());
    if (!found.isExists()) {
      Instant now = clock.instant();
      FaceSet never =
          new FaceSet(found.getId(), owner, new FaceSet.About(name, "", List.of(), ""), now);
      return write(write.create(true).source(FaceSetIndex.write(never, now)));
    }
    if (found.getSourceAsMap().containsKey(FaceSetIndex.GONE)) {
      return CompletableFuture.completedFuture(null);
    }
    return write(
        write
            .setIfSeqNo(found.getSeqNo())
            .setIfPrimaryTerm(found.getPrimaryTerm())
            .source(found.getSourceAsMap()));
  }

  private CompletionStage<Void> write(IndexRequest request) {
    return Stages.<IndexResponse>of(listener -> client.index(request, listener))
        .thenApply(written -> null);
  }
}

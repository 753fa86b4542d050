package org.facesearch.plugin.gallery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.gallery.FaceEntry;
import org.facesearch.models.gallery.FacePatch;
import org.facesearch.models.usecase.Causes;
import org.opensearch.action.DocWriteResponse;
import org.opensearch.action.bulk.BackoffPolicy;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.action.support.RetryableAction;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.engine.VersionConflictEngineException;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;

/**
 * Adds, changes and deletes the faces of a group, each face whole or not at all. A deletion of
 * several may end halfway; asked again, it goes on.
 */
final class GroupWrites {

  private static final Logger LOG = LogManager.getLogger(GroupWrites.class);

  /** Between two attempts at an update. Of several at the same time one always gets through. */
  private static final TimeValue SHORTEST_WAIT = TimeValue.timeValueMillis(10);

  private static final TimeValue LONGEST_WAIT = TimeValue.timeValueMillis(500);

  /** How long an update goes on trying. */
  private static final TimeValue PATIENCE = TimeValue.timeValueSeconds(30);

  private final Client client;
  private final GroupIndex group;

  GroupWrites(Client client, GroupIndex group) {
    this.client = client;
    this.group = group;
  }

  CompletionStage<Void> add(FaceEntry entry) {
    return index(
            new IndexRequest(group.index())
                .id(entry.id())
                .create(true)
                .source(FaceDocument.write(entry, Instant.now())))
        .exceptionally(
            error -> {
              throw isConflict(error)
                  ? new FaceSearchException(Reason.CONFLICT, entry.id() + " already exist", error)
                  : Stages.rethrown(error);
            })
        .thenApply(done -> null);
  }

  private CompletableFuture<IndexResponse> index(IndexRequest request) {
    return Stages.of(
        listener -> NoAutoCreate.during(client, () -> client.index(request, listener)));
  }

  /** Others may change the face meanwhile: then it is read and changed anew, after a while. */
  CompletionStage<Void> update(String id, FacePatch patch) {
    return Stages.of(listener -> new Update(id, patch, listener).run());
  }

  private final class Update extends RetryableAction<Void> {
    private final String id;
    private final FacePatch patch;

    Update(String id, FacePatch patch, ActionListener<Void> listener) {
      super(
          LOG,
          client.threadPool(),
          SHORTEST_WAIT,
          PATIENCE,
          listener,
          BackoffPolicy.exponentialEqualJitterBackoff(
              SHORTEST_WAIT.millis(), LONGEST_WAIT.millis()),
          ThreadPool.Names.GENERIC);
      this.id = id;
      this.patch = patch;
    }

    @Override
    public void tryAction(ActionListener<Void> listener) {
      CompletionStage<IndexResponse> written =
          Stages.<GetResponse>of(reading -> client.get(new GetRequest(group.index(), id), reading))
              .thenCompose(found -> index(changed(id, found, patch)));
      written.whenComplete(
          (done, error) -> {
            if (error == null) {
              listener.onResponse(null);
            } else {
              listener.onFailure(Causes.exceptionOf(error));
            }
          });
    }

    @Override
    public boolean shouldRetry(Exception error) {
      return isConflict(error);
    }

    @Override
    public Exception getTimeoutException(Exception error) {
      return new FaceSearchException(
          Reason.BUSY, id + " is being changed by others, try again later", error);
    }
  }

  private IndexRequest changed(String id, GetResponse found, FacePatch patch) {
    if (!found.isExists()) {
      throw new FaceSearchException(Reason.NOT_FOUND, id + " not exist");
    }
    Map<String, Object> document = found.getSourceAsMap();
    patch.tag().ifPresent(tag -> document.put(GroupIndex.TAG, tag));
    patch.desc().ifPresent(desc -> document.put(GroupIndex.DESC, desc.value()));
    patch.face().ifPresent(face -> FaceDocument.replaceFace(document, face));
    return new IndexRequest(group.index())
        .id(id)
        .setIfSeqNo(found.getSeqNo())
        .setIfPrimaryTerm(found.getPrimaryTerm())
        .source(document, XContentType.SMILE);
  }

  CompletionStage<List<String>> delete(List<String> ids) {
    BulkRequest bulk = new BulkRequest();
    ids.forEach(id -> bulk.add(new DeleteRequest(group.index(), id)));
    return Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener))
        .thenApply(
            response -> {
              List<String> deleted = new ArrayList<>();
              for (BulkItemResponse item : response) {
                if (item.isFailed()) {
                  throw new CompletionException(Stages.translated(item.getFailure().getCause()));
                }
                if (item.getResponse().getResult() == DocWriteResponse.Result.DELETED) {
                  deleted.add(item.getId());
                }
              }
              return deleted;
            });
  }

  private static boolean isConflict(Throwable error) {
    return Stages.cause(error) instanceof VersionConflictEngineException;
  }
}

package org.facesearch.plugin.gallery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.plugin.calls.NoAutoCreate;
import org.facesearch.plugin.calls.Patience;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.DocWriteResponse;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.transport.client.Client;

/**
 * Adds, changes and deletes the entries of a group, each whole or not at all. A deletion of several
 * may end halfway; asked again, it goes on.
 */
final class GroupWrites {

  private final Client client;
  private final GroupIndex group;

  GroupWrites(Client client, GroupIndex group) {
    this.client = client;
    this.group = group;
  }

  CompletionStage<Void> add(Entry entry) {
    return index(
            new IndexRequest(group.index())
                .id(entry.id())
                .create(true)
                .source(EntryDocument.write(entry, Instant.now())))
        .exceptionally(
            error -> {
              throw Stages.isConflict(error)
                  ? new FaceSearchException(Reason.CONFLICT, entry.id() + " already exist", error)
                  : Stages.rethrown(error);
            })
        .thenApply(done -> null);
  }

  private CompletableFuture<IndexResponse> index(IndexRequest request) {
    return Stages.of(
        listener -> NoAutoCreate.during(client, () -> client.index(request, listener)));
  }

  /** Others may change the entry meanwhile: then it is read and changed anew, after a while. */
  CompletionStage<Void> update(String id, EntryPatch patch) {
    return Stages.changing(
        client,
        Patience.OF_CHANGES,
        id + " is being changed by others",
        () -> tryUpdate(id, patch));
  }

  private CompletionStage<Void> tryUpdate(String id, EntryPatch patch) {
    return Stages.<GetResponse>of(reading -> client.get(new GetRequest(group.index(), id), reading))
        .thenCompose(found -> index(changed(id, found, patch)))
        .thenApply(written -> null);
  }

  private IndexRequest changed(String id, GetResponse found, EntryPatch patch) {
    if (!found.isExists()) {
      throw new FaceSearchException(Reason.NOT_FOUND, id + " not exist");
    }
    Map<String, Object> document = found.getSourceAsMap();
    patch.tag().ifPresent(tag -> document.put(GroupIndex.TAG, tag));
    patch.desc().ifPresent(desc -> EntryDocument.replaceDesc(id, document, desc.value()));
    patch.subject().ifPresent(subject -> EntryDocument.replaceSubject(document, subject));
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
              Stages.written(response);
              List<String> deleted = new ArrayList<>();
              for (BulkItemResponse item : response) {
                if (item.getResponse().getResult() == DocWriteResponse.Result.DELETED) {
                  deleted.add(item.getId());
                }
              }
              return deleted;
            });
  }
}

package org.facesearch.plugin.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.facesearch.models.event.EventPictures;
import org.facesearch.plugin.calls.NoAutoCreate;
import org.facesearch.plugin.calls.OwnIndices;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.get.MultiGetItemResponse;
import org.opensearch.action.get.MultiGetRequest;
import org.opensearch.action.get.MultiGetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.ingest.IngestService;
import org.opensearch.search.fetch.subphase.FetchSourceContext;
import org.opensearch.transport.client.Client;

/** Pictures in indices beside those of their events. Works in the context of its caller. */
public final class IndexEventPictures implements EventPictures {

  private final Client client;
  private final ClusterService cluster;
  private final OwnIndices indices;
  private final Supplier<String> model;
  private final IntSupplier shards;

  /**
   * For one node.
   *
   * @param model id of what makes the vectors of the events
   * @param shards of the index of a day that begins
   */
  public IndexEventPictures(
      Client client, ClusterService cluster, Supplier<String> model, IntSupplier shards) {
    this.client = client;
    this.cluster = cluster;
    this.indices = new OwnIndices(client, cluster, "the store of event pictures");
    this.model = model;
    this.shards = shards;
  }

  @Override
  public String name(String event, double timestamp, Kind kind) {
    return new PictureName(kind, EventIndex.at(model.get(), timestamp), event).text();
  }

  @Override
  public CompletionStage<Void> put(String name, byte[] jpeg) {
    PictureName picture =
        PictureName.parse(name)
            .orElseThrow(() -> new IllegalArgumentException("no name of a picture: " + name));
    return indices
        .create(
            picture.events().pictures(),
            () -> PictureIndex.create(picture.events(), shards.getAsInt()))
        .thenCompose(
            made ->
                Stages.<IndexResponse>of(
                    listener ->
                        NoAutoCreate.during(
                            client, () -> client.index(request(picture, jpeg), listener))))
        .thenApply(written -> null);
  }

  private static IndexRequest request(PictureName picture, byte[] jpeg) {
    try (XContentBuilder body = XContentFactory.smileBuilder()) {
      return new IndexRequest(picture.events().pictures())
          .id(picture.text())
          .setPipeline(IngestService.NOOP_PIPELINE_NAME)
          .source(body.startObject().field(PictureIndex.JPEG, jpeg).endObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String name) {
    Metadata known = cluster.state().metadata();
    return PictureName.parse(name)
        .filter(picture -> known.hasIndex(picture.events().name()))
        .filter(picture -> known.hasIndex(picture.events().pictures()))
        .map(this::read)
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Its event is looked up too: one that was deleted a moment ago may have left its picture. */
  private CompletionStage<Optional<byte[]>> read(PictureName picture) {
    MultiGetRequest both =
        new MultiGetRequest()
            .add(
                new MultiGetRequest.Item(picture.events().name(), picture.event())
                    .fetchSourceContext(FetchSourceContext.DO_NOT_FETCH_SOURCE))
            .add(new MultiGetRequest.Item(picture.events().pictures(), picture.text()));
    return Stages.<MultiGetResponse>of(listener -> client.multiGet(both, listener))
        .thenApply(found -> jpeg(found.getResponses()));
  }

  private static Optional<byte[]> jpeg(MultiGetItemResponse[] found) {
    for (MultiGetItemResponse item : found) {
      if (item.isFailed()) {
        throw Stages.rethrown(Stages.translated(item.getFailure().getFailure()));
      }
      if (!item.getResponse().isExists()) {
        return Optional.empty();
      }
    }
    return found[1].getResponse().getSourceAsMap().get(PictureIndex.JPEG) instanceof byte[] jpeg
        ? Optional.of(jpeg)
        : Optional.empty();
  }
}

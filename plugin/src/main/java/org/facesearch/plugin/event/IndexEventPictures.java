package org.facesearch.plugin.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventPictures;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.plugin.calls.NoAutoCreate;
import org.facesearch.plugin.calls.OwnIndices;
import org.facesearch.plugin.calls.Sight;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.get.MultiGetItemResponse;
import org.opensearch.action.get.MultiGetRequest;
import org.opensearch.action.get.MultiGetResponse;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.index.IndexResponse;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.ingest.IngestService;
import org.opensearch.search.fetch.subphase.FetchSourceContext;
import org.opensearch.transport.client.Client;

/** Pictures in indices beside those of their events. Works in the context of its caller. */
public final class IndexEventPictures implements EventPictures {

  /** What an event says about its pictures. */
  static final FetchSourceContext NAMES =
      new FetchSourceContext(
          true, new String[] {EventFields.FACE_PICTURE, EventFields.SCENE_PICTURE}, null);

  private final RandomIds ids = new RandomIds();
  private final Client client;
  private final Sight sight;
  private final OwnIndices indices;
  private final Supplier<String> model;
  private final IntSupplier shards;
  private final PictureRemoval removal;

  /**
   * For one node.
   *
   * @param model id of what makes the vectors of the events
   * @param shards of the index of a day that begins
   * @param removal deletes what was kept in vain
   */
  public IndexEventPictures(
      Client client,
      ClusterService cluster,
      Supplier<String> model,
      IntSupplier shards,
      PictureRemoval removal) {
    this.client = client;
    this.sight = new Sight(client);
    this.indices = new OwnIndices(client, cluster, "the store of event pictures");
    this.model = model;
    this.shards = shards;
    this.removal = removal;
  }

  @Override
  public String name(String event, double timestamp, Kind kind) {
    return new PictureName(EventIndex.at(model.get(), timestamp), ids.next(), event).text();
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
          .id(picture.document())
          .setPipeline(IngestService.NOOP_PIPELINE_NAME)
          .source(
              body.startObject()
                  .field(PictureIndex.EVENT, picture.event())
                  .field(PictureIndex.JPEG, jpeg)
                  .endObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void abandon(String event, double timestamp) {
    removal.abandon(EventIndex.at(model.get(), timestamp), event);
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String name) {
    return PictureName.parse(name)
        .map(this::readWhereSeen)
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletionStage<Optional<byte[]>> readWhereSeen(PictureName picture) {
    List<String> both = List.of(picture.events().name(), picture.events().pictures());
    return sight
        .of(both)
        .thenCompose(
            seen ->
                seen.containsAll(both)
                    ? read(picture)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Shown is what an event names: one that has gone may have left its picture for a moment. */
  private CompletionStage<Optional<byte[]>> read(PictureName picture) {
    MultiGetRequest both =
        new MultiGetRequest()
            .add(
                new MultiGetRequest.Item(picture.events().name(), picture.event())
                    .fetchSourceContext(NAMES))
            .add(new MultiGetRequest.Item(picture.events().pictures(), picture.document()));
    return Stages.<MultiGetResponse>of(listener -> client.multiGet(both, listener))
        .thenApply(
            found -> {
              Map<String, Object> event = source(found.getResponses()[0]);
              Map<String, Object> file = source(found.getResponses()[1]);
              return event.containsValue(picture.text())
                      // Whoever writes events may name pictures of others in them.
                      && picture.event().equals(file.get(PictureIndex.EVENT))
                      && file.get(PictureIndex.JPEG) instanceof byte[] jpeg
                  ? Optional.of(jpeg)
                  : Optional.empty();
            });
  }

  /** Empty where there is no such document. */
  static Map<String, Object> source(MultiGetItemResponse found) {
    if (found.isFailed()) {
      throw Stages.rethrown(Stages.translated(found.getFailure().getFailure()));
    }
    return found.getResponse().isExists() ? found.getResponse().getSourceAsMap() : Map.of();
  }
}

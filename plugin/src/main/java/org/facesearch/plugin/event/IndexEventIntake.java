package org.facesearch.plugin.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.event.EventIntake;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.admin.indices.template.put.PutComposableIndexTemplateAction;
import org.opensearch.action.ingest.PutPipelineRequest;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.cluster.metadata.ComposableIndexTemplate;
import org.opensearch.cluster.metadata.Template;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.IndexSettings;
import org.opensearch.transport.client.Client;

/**
 * The pipeline of events, and what leads documents for the alias to it. An alias of several indices
 * without one to write to has no settings; OpenSearch then looks for a template of that name, which
 * no index is ever made of. Works in the security context of its caller.
 */
public final class IndexEventIntake implements EventIntake {

  /** Above what people give their templates for everything. */
  private static final long PRIORITY = 1_000;

  private final Client client;
  private final String processor;
  private final Supplier<CompletionStage<?>> makeToday;

  /**
   * For one node.
   *
   * @param processor type of the processor of the pipeline
   * @param makeToday makes the index of this day, and with it the alias
   */
  public IndexEventIntake(Client client, String processor, Supplier<CompletionStage<?>> makeToday) {
    this.client = client;
    this.processor = processor;
    this.makeToday = makeToday;
  }

  @Override
  public CompletionStage<Installed> install() {
    return Stages.<AcknowledgedResponse>of(
            listener -> client.admin().cluster().putPipeline(pipeline(), listener))
        .thenCompose(
            done ->
                Stages.<AcknowledgedResponse>of(
                    listener ->
                        client.execute(
                            PutComposableIndexTemplateAction.INSTANCE, template(), listener)))
        .thenCompose(done -> makeToday.get())
        .thenApply(done -> new Installed(EventIndex.ALIAS, EventIndex.PIPELINE));
  }

  private PutPipelineRequest pipeline() {
    try (XContentBuilder body = XContentFactory.jsonBuilder()) {
      body.startObject()
          .field("description", "Events of faces, from pictures of cameras or with vectors")
          .field("processors", List.of(Map.of(processor, Map.of())))
          .endObject();
      return new PutPipelineRequest(
          EventIndex.PIPELINE, BytesReference.bytes(body), XContentType.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PutComposableIndexTemplateAction.Request template() {
    Settings settings =
        Settings.builder()
            .put(IndexSettings.DEFAULT_PIPELINE.getKey(), EventIndex.PIPELINE)
            .build();
    return new PutComposableIndexTemplateAction.Request(EventIndex.ALIAS)
        .indexTemplate(
            new ComposableIndexTemplate(
                List.of(EventIndex.ALIAS),
                new Template(settings, null, null),
                null,
                PRIORITY,
                null,
                null));
  }
}

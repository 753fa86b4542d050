package org.facesearch.plugin.reembed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.admin.indices.alias.IndicesAliasesRequest;
import org.opensearch.action.admin.indices.alias.IndicesAliasesRequest.AliasActions;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.admin.indices.create.CreateIndexResponse;
import org.opensearch.action.admin.indices.delete.DeleteIndexRequest;
import org.opensearch.action.admin.indices.readonly.AddIndexBlockRequest;
import org.opensearch.action.admin.indices.readonly.AddIndexBlockResponse;
import org.opensearch.action.admin.indices.settings.put.UpdateSettingsRequest;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.cluster.metadata.AliasMetadata;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.transport.client.Client;

/** The index with the new vectors as a whole: how it comes, takes a name, or goes. */
final class NewIndex {

  private final Client client;
  private final Supplier<Metadata> cluster;
  private final Reembedding reembedding;
  private final ReembedPlan plan;

  NewIndex(Client client, Supplier<Metadata> cluster, Reembedding reembedding) {
    this.client = client;
    this.cluster = cluster;
    this.reembedding = reembedding;
    this.plan = reembedding.plan();
  }

  CompletionStage<Void> prepare() {
    Metadata metadata = cluster.get();
    IndexMetadata source = metadata.index(plan.source());
    if (source == null || !source.getIndexUUID().equals(plan.sourceId())) {
      return CompletableFuture.failedFuture(
          new FaceSearchException(
              Reason.CONFLICT, "index [" + plan.source() + "] has been deleted since"));
    }
    IndexMetadata dest = metadata.index(plan.dest());
    if (dest != null) {
      return ReembedSettings.isMadeBy(dest, reembedding)
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(
              new FaceSearchException(
                  Reason.CONFLICT, "dest: [" + plan.dest() + "] exists already"));
    }
    CreateIndexRequest request =
        new CreateIndexRequest(plan.dest())
            .settings(ReembedSettings.ofNew(source.getSettings(), reembedding))
            .mapping(new SourceMapping(source).with(plan.vectorField(), plan.to()));
    return Stages.<CreateIndexResponse>of(
            listener -> client.admin().indices().create(request, listener))
        .thenApply(created -> null);
  }

  CompletionStage<Void> freeze() {
    return Stages.<AddIndexBlockResponse>of(
            listener ->
                client
                    .admin()
                    .indices()
                    .addBlock(
                        new AddIndexBlockRequest(IndexMetadata.APIBlock.WRITE, plan.source()),
                        listener))
        .thenApply(
            blocked -> {
              if (!blocked.isAcknowledged() || !blocked.isShardsAcknowledged()) {
                throw new FaceSearchException(
                    Reason.UNAVAILABLE,
                    "index [" + plan.source() + "] could not be made to refuse writes");
              }
              return null;
            });
  }

  CompletionStage<Void> thaw() {
    IndexMetadata source = cluster.get().index(plan.source());
    boolean gone = source == null || !source.getIndexUUID().equals(plan.sourceId());
    if (gone || plan.swap().map(ReembedPlan.Swap::wasBlocked).orElse(true)) {
      return CompletableFuture.completedFuture(null);
    }
    return update(
        plan.source(),
        Settings.builder().putNull(IndexMetadata.INDEX_BLOCKS_WRITE_SETTING.getKey()).build());
  }

  private CompletionStage<Void> update(String index, Settings settings) {
    return Stages.<AcknowledgedResponse>of(
            listener ->
                client
                    .admin()
                    .indices()
                    .updateSettings(new UpdateSettingsRequest(settings, index), listener))
        .thenApply(updated -> null);
  }

  CompletionStage<Void> swap() {
    ReembedPlan.Swap swap = plan.swap().orElseThrow();
    IndexMetadata source = cluster.get().index(plan.source());
    IndicesAliasesRequest names = new IndicesAliasesRequest();
    if (swap.removesSource()) {
      names.addAliasAction(AliasActions.removeIndex().index(plan.source()));
      // They would go with it.
      source.getAliases().values().stream()
          .filter(alias -> !alias.alias().equals(swap.alias()))
          .forEach(alias -> names.addAliasAction(same(alias)));
      AliasMetadata before = source.getAliases().get(swap.alias());
      names.addAliasAction(before == null ? named(swap.alias()) : same(before));
    } else {
      AliasMetadata before = source.getAliases().get(swap.alias());
      if (before != null) {
        names.addAliasAction(AliasActions.remove().index(plan.source()).alias(swap.alias()));
      }
      names.addAliasAction(before == null ? named(swap.alias()) : same(before));
    }
    return update(plan.dest(), ReembedSettings.ofSwapped(source.getSettings()))
        .thenCompose(
            shown ->
                Stages.<AcknowledgedResponse>of(
                    listener -> client.admin().indices().aliases(names, listener)))
        .thenApply(swapped -> null);
  }

  private AliasActions named(String alias) {
    return AliasActions.add().index(plan.dest()).alias(alias);
  }

  private AliasActions same(AliasMetadata alias) {
    AliasActions add =
        named(alias.alias())
            .indexRouting(alias.indexRouting())
            .searchRouting(alias.searchRouting())
            .writeIndex(alias.writeIndex())
            .isHidden(alias.isHidden());
    return alias.filter() == null ? add : add.filter(alias.filter().string());
  }

  boolean isSwapped() {
    IndexMetadata dest = cluster.get().index(plan.dest());
    return dest != null
        && ReembedSettings.isMadeBy(dest, reembedding)
        && plan.swap().filter(swap -> dest.getAliases().containsKey(swap.alias())).isPresent();
  }

  CompletionStage<Void> discard() {
    IndexMetadata dest = cluster.get().index(plan.dest());
    if (dest == null || !ReembedSettings.isMadeBy(dest, reembedding) || isSwapped()) {
      return CompletableFuture.completedFuture(null);
    }
    return Stages.<AcknowledgedResponse>of(
            listener ->
                client.admin().indices().delete(new DeleteIndexRequest(plan.dest()), listener))
        .thenApply(deleted -> null);
  }
}

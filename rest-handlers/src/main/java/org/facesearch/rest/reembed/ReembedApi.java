package org.facesearch.rest.reembed;

import java.util.List;
import org.opensearch.plugins.ActionPlugin.ActionHandler;
import org.opensearch.rest.RestHandler;

/** All handlers and actions of these calls, for the plugin to register. */
public final class ReembedApi {

  private ReembedApi() {}

  public static List<RestHandler> handlers() {
    return List.of(
        new RestStartReembeddingHandler(),
        new RestResumeReembeddingHandler(),
        new RestReadReembeddingHandler(),
        new RestListReembeddingsHandler(),
        new RestPauseReembeddingHandler(),
        new RestRemoveReembeddingHandler());
  }

  public static List<ActionHandler<?, ?>> actions() {
    return List.of(
        new ActionHandler<>(ReembedActions.RUN, TransportRunReembeddingAction.class),
        new ActionHandler<>(ReembedActions.GET, TransportReadReembeddingsAction.class),
        new ActionHandler<>(ReembedActions.PAUSE, TransportPauseReembeddingAction.class),
        new ActionHandler<>(ReembedActions.REMOVE, TransportRemoveReembeddingAction.class));
  }
}

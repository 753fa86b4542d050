package org.facesearch.rest.admin;

import java.util.List;
import org.opensearch.plugins.ActionPlugin.ActionHandler;
import org.opensearch.rest.RestHandler;

/** All handlers and actions of these calls, for the plugin to register. */
public final class AdminApi {

  private AdminApi() {}

  public static List<RestHandler> handlers() {
    return List.of(
        new RestInstallEventsHandler(),
        new RestReadPictureHandler(),
        new RestRemoveIdentityHandler());
  }

  public static List<ActionHandler<?, ?>> actions() {
    return List.of(
        new ActionHandler<>(AdminActions.INSTALL_EVENTS, TransportInstallEventsAction.class),
        new ActionHandler<>(AdminActions.PICTURE, TransportReadPictureAction.class),
        new ActionHandler<>(AdminActions.REMOVE_IDENTITY, TransportRemoveIdentityAction.class));
  }
}

package org.facesearch.rest.admin;

import java.util.List;
import java.util.function.Function;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.xcontent.ToXContentObject;
import org.opensearch.plugins.ActionPlugin.ActionHandler;
import org.opensearch.rest.RestHandler;

/** All handlers and actions of these calls, for the plugin to register. */
public final class AdminApi {

  private AdminApi() {}

  /**
   * How the nodes are asked how they are doing.
   *
   * @param request asks nodes by their ids, names or filters; none for all
   */
  public record Stats<R extends ActionResponse & ToXContentObject>(
      ActionType<R> action, Function<String[], ActionRequest> request) {}

  public static <R extends ActionResponse & ToXContentObject> List<RestHandler> handlers(
      Stats<R> stats) {
    return List.of(
        new RestStatsHandler<>(stats),
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

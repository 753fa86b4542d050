package org.facesearch.rest.sophonmatch;

import java.util.List;
import org.opensearch.plugins.ActionPlugin.ActionHandler;
import org.opensearch.rest.RestHandler;

/** The handlers and actions of the SophonMatch API. */
public final class SophonApi {

  /** Where the paths of all calls begin. */
  public static final String ROUTES = "/SophonMatch/api";

  private SophonApi() {}

  public static List<RestHandler> handlers() {
    return List.of(
        new RestPictureSearchHandler(), new RestPictureMatchHandler(), new RestCompareHandler());
  }

  public static List<ActionHandler<?, ?>> actions() {
    return List.of(
        new ActionHandler<>(SophonActions.PICTURE_SEARCH, TransportPictureSearchAction.class),
        new ActionHandler<>(SophonActions.PICTURE_MATCH, TransportPictureMatchAction.class),
        new ActionHandler<>(SophonActions.COMPARE, TransportCompareAction.class));
  }
}

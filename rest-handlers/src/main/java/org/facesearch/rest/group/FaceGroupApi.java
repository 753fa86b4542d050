package org.facesearch.rest.group;

import java.util.List;
import org.opensearch.plugins.ActionPlugin.ActionHandler;
import org.opensearch.rest.RestHandler;

/** All handlers and actions of this API, for the plugin to register. */
public final class FaceGroupApi {

  private FaceGroupApi() {}

  public static List<RestHandler> handlers(SearchReader searches) {
    return List.of(
        new RestCreateGroupHandler(),
        new RestListGroupsHandler(),
        new RestDescribeGroupHandler(),
        new RestRemoveGroupHandler(),
        new RestAddFaceHandler(),
        new RestSearchGroupHandler(searches),
        new RestSearchGroupsHandler(searches),
        new RestSearchBoxesHandler(searches),
        new RestSearchBoxesInGroupsHandler(searches),
        new RestClusterFacesHandler(searches),
        new RestDeleteFacesHandler(),
        new RestUpdateFaceHandler(),
        new RestListFacesHandler(),
        new RestListTagsHandler(),
        new RestCompareGroupHandler(searches.defaultThreshold()),
        new RestReadComparisonHandler(),
        new RestRemoveComparisonHandler());
  }

  public static List<ActionHandler<?, ?>> actions() {
    return List.of(
        new ActionHandler<>(GroupActions.CREATE, TransportCreateGroupAction.class),
        new ActionHandler<>(GroupActions.LIST, TransportListGroupsAction.class),
        new ActionHandler<>(GroupActions.INFO, TransportDescribeGroupAction.class),
        new ActionHandler<>(GroupActions.REMOVE, TransportRemoveGroupAction.class),
        new ActionHandler<>(GroupActions.ADD, TransportAddFaceAction.class),
        new ActionHandler<>(GroupActions.SEARCH, TransportSearchGroupAction.class),
        new ActionHandler<>(GroupActions.CLUSTER, TransportClusterFacesAction.class),
        new ActionHandler<>(GroupActions.DELETE, TransportDeleteFacesAction.class),
        new ActionHandler<>(GroupActions.UPDATE, TransportUpdateFaceAction.class),
        new ActionHandler<>(GroupActions.IMAGES, TransportListFacesAction.class),
        new ActionHandler<>(GroupActions.TAGS, TransportListTagsAction.class),
        new ActionHandler<>(GroupActions.COMPARE, TransportCompareGroupAction.class),
        new ActionHandler<>(GroupActions.COMPARISON, TransportReadComparisonAction.class),
        new ActionHandler<>(GroupActions.REMOVE_COMPARISON, TransportRemoveComparisonAction.class));
  }
}

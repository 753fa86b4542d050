package org.facesearch.rest.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.opensearch.plugins.ActionPlugin.ActionHandler;
import org.opensearch.rest.RestHandler;

/** All handlers and actions of this API, for the plugin to register. */
public final class GroupApi {

  private GroupApi() {}

  /**
   * What a node answers with, as its settings are at each request.
   *
   * @param faceThreshold least score of a face where a request names none
   * @param imageThreshold the same of a picture
   * @param mostPictures in one request
   */
  public static List<RestHandler> handlers(
      DoubleSupplier faceThreshold, DoubleSupplier imageThreshold, IntSupplier mostPictures) {
    SearchReader faces = new SearchReader(GroupShape.FACES, faceThreshold, mostPictures);
    SearchReader images = new SearchReader(GroupShape.IMAGES, imageThreshold, mostPictures);
    List<RestHandler> handlers = new ArrayList<>(ofEveryKind(faces));
    handlers.addAll(ofEveryKind(images));
    handlers.addAll(
        List.of(
            new RestSearchBoxesHandler(faces),
            new RestSearchBoxesInGroupsHandler(faces),
            new RestClusterFacesHandler(faces),
            new RestReadComparisonHandler(),
            new RestRemoveComparisonHandler()));
    return List.copyOf(handlers);
  }

  private static List<RestHandler> ofEveryKind(SearchReader searches) {
    GroupShape shape = searches.shape();
    return List.of(
        new RestCreateGroupHandler(shape),
        new RestListGroupsHandler(shape),
        new RestDescribeGroupHandler(shape),
        new RestRemoveGroupHandler(shape),
        new RestAddEntryHandler(shape),
        new RestSearchGroupHandler(searches),
        new RestSearchGroupsHandler(searches),
        new RestDeleteEntriesHandler(shape),
        new RestUpdateEntryHandler(shape),
        new RestListEntriesHandler(shape),
        new RestListTagsHandler(shape),
        new RestCompareGroupHandler(shape, searches.defaultThreshold()));
  }

  public static List<ActionHandler<?, ?>> actions() {
    return List.of(
        new ActionHandler<>(GroupActions.CREATE, TransportCreateGroupAction.class),
        new ActionHandler<>(GroupActions.LIST, TransportListGroupsAction.class),
        new ActionHandler<>(GroupActions.INFO, TransportDescribeGroupAction.class),
        new ActionHandler<>(GroupActions.REMOVE, TransportRemoveGroupAction.class),
        new ActionHandler<>(GroupActions.ADD, TransportAddEntryAction.class),
        new ActionHandler<>(GroupActions.SEARCH, TransportSearchGroupAction.class),
        new ActionHandler<>(GroupActions.CLUSTER, TransportClusterFacesAction.class),
        new ActionHandler<>(GroupActions.DELETE, TransportDeleteEntriesAction.class),
        new ActionHandler<>(GroupActions.UPDATE, TransportUpdateEntryAction.class),
        new ActionHandler<>(GroupActions.IMAGES, TransportListEntriesAction.class),
        new ActionHandler<>(GroupActions.TAGS, TransportListTagsAction.class),
        new ActionHandler<>(GroupActions.COMPARE, TransportCompareGroupAction.class),
        new ActionHandler<>(GroupActions.COMPARISON, TransportReadComparisonAction.class),
        new ActionHandler<>(GroupActions.REMOVE_COMPARISON, TransportRemoveComparisonAction.class));
  }
}

package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.usecase.ClusterFaces;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Searches in several groups, named by {@code groups}. With a {@code cluster_group} that one is
 * searched too, and gets the faces that no group knows; groups of pictures have none.
 */
abstract class MultiGroupHandler extends GroupHandler {

  private final SearchReader reader;

  MultiGroupHandler(SearchReader reader, String name, String path) {
    super(reader.shape(), name, RestRequest.Method.POST, "/multi" + path);
    this.reader = reader;
  }

  /** Reads the pictures. */
  abstract SearchGroups.Request search(SearchReader reader, Fields body, List<String> groups);

  @Override
  final Call read(RestRequest request) {
    Fields body = Fields.of(request);
    // Names may come twice; how many different ones there may be is the use case's matter.
    List<String> groups = body.requiredStrings("groups", Integer.MAX_VALUE);
    SearchGroups.Request search = search(reader, body, groups);
    GroupShape shape = reader.shape();
    String clusterGroup = shape.clusterGroup(body);
    SearchResults results = SearchResults.ofSeveralGroups(shape);
    return clusterGroup.isEmpty()
        ? cancellable(GroupActions.SEARCH, shape, search, results)
        : cancellable(
            GroupActions.CLUSTER, new ClusterFaces.Request(clusterGroup, search), results);
  }
}

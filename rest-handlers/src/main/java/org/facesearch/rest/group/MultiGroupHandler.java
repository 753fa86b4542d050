package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.usecase.ClusterFaces;
import org.facesearch.models.usecase.IdentifyFaces;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Searches in several groups, named by {@code groups}. With a {@code cluster_group} that one is
 * searched too, and gets the faces that no group knows.
 */
abstract class MultiGroupHandler extends GroupHandler {

  MultiGroupHandler(String name, String path) {
    super(name, RestRequest.Method.POST, "/multi" + path);
  }

  /** Reads the pictures. */
  abstract IdentifyFaces.Request search(Fields body, List<String> groups);

  @Override
  final Call read(RestRequest request) {
    Fields body = Fields.of(request);
    // Names may come twice; how many different ones there may be is the use case's matter.
    List<String> groups = body.requiredStrings("groups", Integer.MAX_VALUE);
    IdentifyFaces.Request search = search(body, groups);
    String clusterGroup = body.string("cluster_group", "");
    return clusterGroup.isEmpty()
        ? call(GroupActions.SEARCH, search, SearchResults.OF_SEVERAL_GROUPS)
        : call(
            GroupActions.CLUSTER,
            new ClusterFaces.Request(clusterGroup, search),
            SearchResults.OF_SEVERAL_GROUPS);
  }
}

package org.facesearch.rest.group;

import org.opensearch.rest.RestRequest;

/**
 * Lists the groups (sections 1.2 and 2.2).
 *
 * <pre>
 * GET /v1/face/groups
 *
 * 200 {"groups": ["staff", "visitors"]}
 * </pre>
 */
final class RestListGroupsHandler extends GroupHandler {

  private final GroupShape shape;

  RestListGroupsHandler(GroupShape shape) {
    super(shape, "list_groups", RestRequest.Method.GET, "");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.LIST,
        shape,
        new TransportListGroupsAction.AllGroups(),
        (groups, body) -> body.startObject().field("groups", groups).endObject());
  }
}

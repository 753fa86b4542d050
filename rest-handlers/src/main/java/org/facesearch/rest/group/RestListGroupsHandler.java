package org.facesearch.rest.group;

import org.opensearch.rest.RestRequest;

/**
 * Lists the groups (section 2.2).
 *
 * <pre>
 * GET /v1/face/groups
 *
 * 200 {"groups": ["staff", "visitors"]}
 * </pre>
 */
public final class RestListGroupsHandler extends GroupHandler {

  public RestListGroupsHandler() {
    super("list_groups", RestRequest.Method.GET, "");
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.LIST,
        new TransportListGroupsAction.AllGroups(),
        (groups, body) -> body.startObject().field("groups", groups).endObject());
  }
}

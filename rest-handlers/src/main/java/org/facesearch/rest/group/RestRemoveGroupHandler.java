package org.facesearch.rest.group;

import org.opensearch.rest.RestRequest;

/**
 * Removes a group and all its faces (section 2.4).
 *
 * <pre>
 * POST /v1/face/groups/staff/remove
 *
 * 200 {}
 * </pre>
 */
public final class RestRemoveGroupHandler extends GroupHandler {

  public RestRemoveGroupHandler() {
    super("remove_group", RestRequest.Method.POST, "/{group}/remove");
  }

  @Override
  Call read(RestRequest request) {
    return call(GroupActions.REMOVE, request.param("group"), GroupHandler::nothing);
  }
}

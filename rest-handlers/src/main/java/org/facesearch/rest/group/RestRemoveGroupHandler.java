package org.facesearch.rest.group;

import org.opensearch.rest.RestRequest;

/**
 * Removes a group and all its entries (sections 1.4 and 2.4).
 *
 * <pre>
 * POST /v1/face/groups/staff/remove
 *
 * 200 {}
 * </pre>
 */
final class RestRemoveGroupHandler extends GroupHandler {

  private final GroupShape shape;

  RestRemoveGroupHandler(GroupShape shape) {
    super(shape, "remove_group", RestRequest.Method.POST, "/{group}/remove");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    return call(GroupActions.REMOVE, shape, request.param("group"), GroupHandler::nothing);
  }
}

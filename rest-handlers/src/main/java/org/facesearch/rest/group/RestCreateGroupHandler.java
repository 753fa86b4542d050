package org.facesearch.rest.group;

import org.facesearch.models.FaceSearchException;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Creates a group (sections 1.1 and 2.1).
 *
 * <pre>
 * POST /v1/face/groups/staff
 * {"config": {"capacity": 300000}}
 *
 * 200 {}
 * </pre>
 */
final class RestCreateGroupHandler extends GroupHandler {

  private final GroupShape shape;

  RestCreateGroupHandler(GroupShape shape) {
    super(shape, "create_group", RestRequest.Method.POST, "/{group}");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    Object capacity = Fields.of(request).object("config").any("capacity");
    if (!(capacity instanceof Integer || capacity instanceof Long)) {
      throw FaceSearchException.invalid("invalid group capacity");
    }
    return call(
        GroupActions.CREATE,
        shape,
        new TransportCreateGroupAction.NewGroup(
            request.param("group"), ((Number) capacity).longValue()),
        GroupHandler::nothing);
  }
}

package org.facesearch.rest.group;

import org.opensearch.rest.RestRequest;

/**
 * Tells the size of a group (sections 1.3 and 2.3).
 *
 * <pre>
 * GET /v1/face/groups/staff
 *
 * 200 {"config": {"capacity": 300000}, "tags": 2, "count": 1204}
 * </pre>
 */
final class RestDescribeGroupHandler extends GroupHandler {

  private final GroupShape shape;

  RestDescribeGroupHandler(GroupShape shape) {
    super(shape, "describe_group", RestRequest.Method.GET, "/{group}");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.INFO,
        shape,
        request.param("group"),
        (info, body) ->
            body.startObject()
                .startObject("config")
                .field("capacity", info.capacity())
                .endObject()
                .field("tags", info.tags())
                .field("count", info.count())
                .endObject());
  }
}

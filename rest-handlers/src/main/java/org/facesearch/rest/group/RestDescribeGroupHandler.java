package org.facesearch.rest.group;

import org.opensearch.rest.RestRequest;

/**
 * Tells the size of a group (section 2.3).
 *
 * <pre>
 * GET /v1/face/groups/staff
 *
 * 200 {"config": {"capacity": 300000}, "tags": 2, "count": 1204}
 * </pre>
 */
public final class RestDescribeGroupHandler extends GroupHandler {

  public RestDescribeGroupHandler() {
    super("describe_group", RestRequest.Method.GET, "/{group}");
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.INFO,
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

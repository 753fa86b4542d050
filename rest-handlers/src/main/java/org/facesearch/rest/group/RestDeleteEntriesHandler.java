package org.facesearch.rest.group;

import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Deletes entries (sections 1.7 and 2.7). The answer names those that existed.
 *
 * <pre>
 * POST /v1/face/groups/staff/delete
 * {"ids": ["anna-1", "nobody"]}
 *
 * 200 {"deleted": ["anna-1"]}
 * </pre>
 */
final class RestDeleteEntriesHandler extends GroupHandler {

  private static final int MOST_IDS = 10_000;

  private final GroupShape shape;

  RestDeleteEntriesHandler(GroupShape shape) {
    super(shape, "delete", RestRequest.Method.POST, "/{group}/delete");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.DELETE,
        shape,
        new TransportDeleteEntriesAction.Ids(
            request.param("group"), Fields.of(request).requiredStrings("ids", MOST_IDS)),
        (deleted, body) -> body.startObject().field("deleted", deleted).endObject());
  }
}

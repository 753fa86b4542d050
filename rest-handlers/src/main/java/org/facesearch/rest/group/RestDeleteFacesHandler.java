package org.facesearch.rest.group;

import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Deletes faces (section 2.7). The answer names those that existed.
 *
 * <pre>
 * POST /v1/face/groups/staff/delete
 * {"ids": ["anna-1", "nobody"]}
 *
 * 200 {"deleted": ["anna-1"]}
 * </pre>
 */
public final class RestDeleteFacesHandler extends GroupHandler {

  private static final int MOST_IDS = 10_000;

  public RestDeleteFacesHandler() {
    super("delete_faces", RestRequest.Method.POST, "/{group}/delete");
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.DELETE,
        new TransportDeleteFacesAction.Ids(
            request.param("group"), Fields.of(request).requiredStrings("ids", MOST_IDS)),
        (deleted, body) -> body.startObject().field("deleted", deleted).endObject());
  }
}

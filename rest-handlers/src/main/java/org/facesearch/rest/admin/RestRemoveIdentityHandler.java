package org.facesearch.rest.admin;

import java.io.IOException;
import org.facesearch.models.usecase.event.RemovePerson;
import org.opensearch.action.ActionRequest;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/**
 * Forgets a person: entries, photos, and all events in which the person was recognised.
 *
 * <pre>
 * DELETE /_plugins/_face_search/identities/anna
 *
 * 200 {"identity_id": "anna",
 *      "removed": {"entries": ["a1", "a2"], "photos": 2, "events": 17, "pictures": 34}}
 * </pre>
 */
final class RestRemoveIdentityHandler extends AdminHandler<RemovePerson.Result> {

  RestRemoveIdentityHandler() {
    super(
        "remove_identity",
        RestRequest.Method.DELETE,
        "identities/{identity}",
        AdminActions.REMOVE_IDENTITY);
  }

  @Override
  protected ActionRequest read(RestRequest request) {
    return new RemoveIdentityRequest(request.param("identity"));
  }

  @Override
  protected RestResponse response(RemovePerson.Result removed, RestChannel channel)
      throws IOException {
    return new BytesRestResponse(
        RestStatus.OK,
        channel
            .newBuilder()
            .startObject()
            .field("identity_id", removed.identity())
            .startObject("removed")
            .field("entries", removed.known().entries())
            .field("photos", removed.known().photos())
            .field("events", removed.seen().events())
            .field("pictures", removed.seen().pictures())
            .endObject()
            .endObject());
  }
}

package org.facesearch.rest.admin;

import java.io.IOException;
import org.facesearch.models.event.EventIntake;
import org.facesearch.rest.UseCaseRequest;
import org.opensearch.action.ActionRequest;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/**
 * Makes the cluster ready for events from any client.
 *
 * <pre>
 * PUT /_plugins/_face_search/events
 *
 * 200 {"alias": "face-events", "pipeline": "face-events"}
 * </pre>
 */
final class RestInstallEventsHandler extends AdminHandler<EventIntake.Installed> {

  RestInstallEventsHandler() {
    super("install_events", RestRequest.Method.PUT, "events", AdminActions.INSTALL_EVENTS);
  }

  @Override
  protected ActionRequest read(RestRequest request) {
    return new UseCaseRequest<>("");
  }

  @Override
  protected RestResponse response(EventIntake.Installed installed, RestChannel channel)
      throws IOException {
    return new BytesRestResponse(
        RestStatus.OK,
        channel
            .newBuilder()
            .startObject()
            .field("alias", installed.alias())
            .field("pipeline", installed.pipeline())
            .endObject());
  }
}

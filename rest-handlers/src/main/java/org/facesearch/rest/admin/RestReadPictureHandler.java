package org.facesearch.rest.admin;

import org.facesearch.rest.UseCaseRequest;
import org.opensearch.action.ActionRequest;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/**
 * Gives a picture of an event, by its {@code recognize_face_pic_id} or {@code spot_pic_id}.
 *
 * <pre>
 * GET /_plugins/_face_search/pictures/Zi8yMDc4MC8…
 *
 * 200 Content-Type: image/jpeg
 * </pre>
 */
final class RestReadPictureHandler extends AdminHandler<byte[]> {

  RestReadPictureHandler() {
    super("read_picture", RestRequest.Method.GET, "pictures/{picture}", AdminActions.PICTURE);
  }

  @Override
  protected ActionRequest read(RestRequest request) {
    return new UseCaseRequest<>(request.param("picture"));
  }

  @Override
  protected RestResponse response(byte[] jpeg, RestChannel channel) {
    return new BytesRestResponse(RestStatus.OK, "image/jpeg", jpeg);
  }
}

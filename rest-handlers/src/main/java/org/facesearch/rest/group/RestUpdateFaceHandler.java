package org.facesearch.rest.group;

import java.util.Optional;
import org.facesearch.models.gallery.FacePatch;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.UpdateFace;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Changes a face (section 2.8). Absent fields stay; an empty {@code uri} counts as absent.
 *
 * <pre>
 * POST /v1/face/groups/staff/update
 * {"image": {"id": "anna-1", "tag": "night shift"}}
 *
 * 200 {}
 * </pre>
 */
public final class RestUpdateFaceHandler extends GroupHandler {

  public RestUpdateFaceHandler() {
    super("update_face", RestRequest.Method.POST, "/{group}/update");
  }

  @Override
  Call read(RestRequest request) {
    Fields image = Fields.of(request).object("image");
    String uri = image.string("uri", "");
    return call(
        GroupActions.UPDATE,
        new UpdateFace.Request(
            request.param("group"),
            image.requiredString("id"),
            uri.isEmpty() ? Optional.empty() : Optional.of(PictureSource.parse(uri)),
            FaceBody.box(image),
            Optional.ofNullable(image.string("tag", null)),
            image.has("desc")
                ? Optional.of(new FacePatch.Desc(image.anyStorable("desc")))
                : Optional.empty()),
        GroupHandler::nothing);
  }
}

package org.facesearch.rest.group;

import java.util.Optional;
import org.facesearch.models.gallery.EntryPatch;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.UpdateEntry;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Changes an entry (sections 1.8 and 2.8). Absent fields stay; an empty {@code uri} counts as
 * absent.
 *
 * <pre>
 * POST /v1/face/groups/staff/update
 * {"image": {"id": "anna-1", "tag": "night shift"}}
 *
 * 200 {}
 * </pre>
 */
final class RestUpdateEntryHandler extends GroupHandler {

  private final GroupShape shape;

  RestUpdateEntryHandler(GroupShape shape) {
    super(shape, "update", RestRequest.Method.POST, "/{group}/update");
    this.shape = shape;
  }

  @Override
  Call read(RestRequest request) {
    Fields image = Fields.of(request).object("image");
    String uri = image.string("uri", "");
    return cancellable(
        GroupActions.UPDATE,
        shape,
        new UpdateEntry.Request(
            request.param("group"),
            image.requiredString("id"),
            uri.isEmpty() ? Optional.empty() : Optional.of(PictureSource.parse(uri)),
            shape.box(image),
            Optional.ofNullable(image.string("tag", null)),
            image.has("desc")
                ? Optional.of(new EntryPatch.Desc(image.anyStorable("desc")))
                : Optional.empty()),
        GroupHandler::nothing);
  }
}

package org.facesearch.rest.sophonmatch;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.Identity;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.event.DeviceFace;
import org.facesearch.models.usecase.event.MatchPicture;
import org.facesearch.rest.Fields;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Tells whose face a camera took, and writes an event.
 *
 * <pre>
 * POST /SophonMatch/api/PictureMatch
 * {"image_file_path": "/data/1.jpg", "rgb_image_base64": "...", "ir_image_base64": "...",
 *  "grab_fiqa_info": {"mask": "0"}, "device_ip": "192.168.1.22", "compare_time": 1598235461.89,
 *  "need_register_photo": true, "with_debug_info": false}
 *
 * {"retcode": "1", "identity_id": "17", "name": "Ada", "score": 0.93,
 *  "identity_info": {"name": "Ada", ...}, "reg_pic": "/9j/..."}
 * </pre>
 */
final class RestPictureMatchHandler
    extends SophonHandler<MatchPicture.Request, MatchPicture.Result> {

  RestPictureMatchHandler() {
    super("PictureMatch", SophonActions.PICTURE_MATCH);
  }

  @Override
  MatchPicture.Request read(Fields body) {
    return new MatchPicture.Request(
        source(body),
        infrared(body),
        DeviceFace.ofCamera(SophonFields.object(body, "grab_fiqa_info")),
        body.requiredString("device_ip"),
        SophonFields.eventTime(body, "compare_time"),
        body.bool("need_register_photo", false),
        body.bool("with_debug_info", false));
  }

  private static MatchPicture.Source source(Fields body) {
    String path = body.string("image_file_path", "");
    if (!path.isEmpty()) {
      return new MatchPicture.Source.File(path);
    }
    if (body.string("rgb_image_base64", "").isEmpty()) {
      throw FaceSearchException.invalid("image_file_path or rgb_image_base64 is required");
    }
    return new MatchPicture.Source.Sent(SophonFields.picture(body, "rgb_image_base64"));
  }

  private static Optional<PictureSource> infrared(Fields body) {
    return body.string("ir_image_base64", "").isEmpty()
        ? Optional.empty()
        : Optional.of(SophonFields.picture(body, "ir_image_base64"));
  }

  @Override
  void write(MatchPicture.Result result, XContentBuilder body) throws IOException {
    Identity who = result.who().identity();
    body.field("retcode", who.known() ? "1" : "0")
        .field("identity_id", who.id())
        .field("name", who.name())
        .field("score", result.who().score())
        .field("identity_info", who.info());
    if (result.photo().isPresent()) {
      // Base64, as the builder writes bytes.
      body.field("reg_pic", result.photo().get());
    }
    Optional<Map<String, Double>> stages = result.stages();
    if (stages.isPresent()) {
      body.field("debug_info", stages.get());
    }
  }
}

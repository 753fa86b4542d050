package org.facesearch.rest.sophonmatch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.usecase.event.CompareLevel;
import org.facesearch.models.usecase.event.CompareWithCard;
import org.facesearch.models.usecase.event.FiqaLevel;
import org.facesearch.rest.Fields;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Tells whether somebody is the person on a card.
 *
 * <pre>
 * POST /SophonMatch/api/compare
 * {"card_image_base64": "...", "face_image_base64": "...", "fiqa_level": "no",
 *  "threshold": "middle", "need_save": true, "compare_time": 1598235461.89,
 *  "identity_info": {"user_idcard": "17", "user_name": "Ada"}, "with_debug_info": false}
 *
 * {"retcode": "1", "identity_id": "17", "name": "Ada", "score": 0.45}
 * </pre>
 */
final class RestCompareHandler
    extends SophonHandler<CompareWithCard.Request, CompareWithCard.Result> {

  /** What the documents name; other fields of a person are kept as they are. */
  private static final List<String> TEXTS =
      List.of(
          "user_idcard",
          "user_name",
          "user_sex",
          "user_nation",
          "user_address",
          "user_issu",
          "user_validtime",
          "card_type",
          "image_id");

  RestCompareHandler() {
    super("compare", SophonActions.COMPARE);
  }

  @Override
  CompareWithCard.Request read(Fields body) {
    return new CompareWithCard.Request(
        SophonFields.picture(body, "card_image_base64"),
        SophonFields.picture(body, "face_image_base64"),
        FiqaLevel.of("fiqa_level", body.string("fiqa_level", "no")),
        CompareLevel.of("threshold", body.string("threshold", "middle")),
        holder(body),
        body.bool("need_save", false),
        SophonFields.eventTime(body, "compare_time"),
        body.bool("with_debug_info", false));
  }

  private static Map<String, Object> holder(Fields body) {
    Fields holder = body.object("identity_info");
    TEXTS.forEach(name -> holder.string(name, ""));
    SophonFields.texts(holder, "face_ids", Integer.MAX_VALUE);
    return SophonFields.object(body, "identity_info");
  }

  @Override
  void write(CompareWithCard.Result result, XContentBuilder body) throws IOException {
    body.field("retcode", result.passed() ? "1" : "0")
        .field("identity_id", result.identity().id())
        .field("name", result.identity().name())
        .field("score", result.score());
    Optional<Map<String, Double>> stages = result.stages();
    if (stages.isPresent()) {
      body.field("debug_info", stages.get());
    }
  }
}

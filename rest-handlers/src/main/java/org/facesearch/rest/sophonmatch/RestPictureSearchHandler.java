package org.facesearch.rest.sophonmatch;

import java.io.IOException;
import java.util.Map;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.usecase.event.FiqaLevel;
import org.facesearch.models.usecase.event.SearchEvents;
import org.facesearch.rest.Fields;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Finds the events of a time whose face is alike to one, in the order of time.
 *
 * <pre>
 * POST /SophonMatch/api/picturesearch
 * {"face_image_base64": "...", "fiqa_level": "no", "with_debug_info": false,
 *  "starttime": 1598200000, "endtime": 1598286400, "last_end_timestamp": null,
 *  "threshold": 82, "device_id_list": ["a05b7733"], "reverse": true}
 *
 * {"retcode": "1", "ret_code": 1, "have_more": false, "total_time": 0.12,
 *  "endtimestamp": 1598200000.0, "total_count": 1,
 *  "event_list": [{"compare_score": 0.9167, "timestamp": 1598235461.8929, ...}]}
 * </pre>
 */
final class RestPictureSearchHandler
    extends SophonHandler<SearchEvents.Request, SearchEvents.Result> {

  private static final double THRESHOLD = 82;
  private static final int MOST_DEVICES = 1000;

  RestPictureSearchHandler() {
    super("picturesearch", SophonActions.PICTURE_SEARCH);
  }

  @Override
  SearchEvents.Request read(Fields body) {
    double threshold = body.number("threshold", 0, 100, THRESHOLD);
    return new SearchEvents.Request(
        SophonFields.picture(body, "face_image_base64"),
        FiqaLevel.of("fiqa_level", body.string("fiqa_level", FiqaLevel.NO.text())),
        SophonFields.time(body, "starttime"),
        SophonFields.time(body, "endtime"),
        SophonFields.time(body, "last_end_timestamp"),
        threshold > 1 ? threshold / 100 : threshold,
        SophonFields.texts(body, "device_id_list", MOST_DEVICES),
        body.bool("reverse", true),
        body.bool("with_debug_info", false));
  }

  @Override
  void write(SearchEvents.Result result, XContentBuilder body) throws IOException {
    body.field("retcode", "1")
        .field("ret_code", 1)
        .field("have_more", result.more())
        .field("total_time", result.seconds())
        .field("endtimestamp", SophonNumbers.time(result.end()))
        .field("total_count", result.events().size())
        .startArray("event_list");
    for (Map<String, Object> event : result.events()) {
      body.map(SophonNumbers.withTimes(event, EventFields.TIMESTAMP, EventFields.OUT_TIMESTAMP));
    }
    body.endArray();
    if (result.stages().isPresent()) {
      body.field("debug_info", result.stages().get());
    }
  }
}

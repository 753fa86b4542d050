package org.facesearch.rest.group;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparison;
import org.facesearch.rest.Fields;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestCancellableNodeClient;

/**
 * Searches all entries of a target group in the group of the path (section 2.13, and the same for
 * groups of pictures).
 *
 * <pre>
 * POST /v1/face/groups/staff/compare
 * {"target_group": "visitors", "threshold": 0.45, "limit": 5}
 *
 * 200 {"compare_results": [
 *       {"id": "v-7", "tag": "monday", "desc": {}, "bounding_box": {"pts": [...], "score": 0.99},
 *        "faces": [{"score": 0.71, "id": "anna-1", "tag": "day shift", "desc": {"name": "Anna"},
 *                   "bounding_box": {"pts": [...], "score": 0.998}}]}]}
 *
 * POST /v1/image/groups/shots/compare
 * {"target_group": "new", "threshold": 0.3, "limit": 5}
 *
 * 200 {"compare_results": [
 *       {"id": "n-7", "tag": "monday", "desc": {},
 *        "results": [{"score": 0.62, "id": "shot-1", "tag": "sea", "desc": {"n": 1}}]}]}
 *
 * POST /v1/face/groups/staff/compare?wait_for_completion=false
 *
 * 200 {"comparison": "2f1c…", "task": "Xbq…:123"}
 * </pre>
 *
 * <p>A client that hangs up before the answer has its comparison cancelled, unless the rows are
 * kept.
 */
final class RestCompareGroupHandler extends GroupHandler {

  private static final Logger LOG = LogManager.getLogger(RestCompareGroupHandler.class);

  private final GroupShape shape;
  private final DoubleSupplier defaultThreshold;

  /**
   * For the setting as it is at each request.
   *
   * @param defaultThreshold where a request names none
   */
  RestCompareGroupHandler(GroupShape shape, DoubleSupplier defaultThreshold) {
    super(shape, "compare_group", RestRequest.Method.POST, "/{group}/compare");
    this.shape = shape;
    this.defaultThreshold = defaultThreshold;
  }

  @Override
  Call read(RestRequest request) {
    boolean wait = waits(request.param("wait_for_completion", ""));
    Fields body = Fields.of(request);
    Comparison.Asked asked =
        new Comparison.Asked(
            shape.kind(),
            request.param("group"),
            body.requiredString("target_group"),
            body.number("threshold", 0, 1, defaultThreshold.getAsDouble()),
            HitLimit.of(body));
    return wait ? answered(asked) : kept(asked);
  }

  private static boolean waits(String value) {
    return switch (value) {
      case "", "true" -> true;
      case "false" -> false;
      default -> throw FaceSearchException.invalid("wait_for_completion must be true or false");
    };
  }

  private Call answered(Comparison.Asked asked) {
    return (client, channel) ->
        new RestCancellableNodeClient(client, channel.request().getHttpChannel())
            .execute(
                GroupActions.COMPARE,
                CompareRequest.answered(asked),
                ActionListener.map(answer(channel, this::write), UseCaseResponse::content));
  }

  private static Call kept(Comparison.Asked asked) {
    return (client, channel) -> {
      ActionListener<Comparison> first =
          ActionListener.notifyOnce(answer(channel, RestCompareGroupHandler::writeStarted));
      // How it ends after it has begun, the comparison itself will tell; the cause is for the log.
      client.execute(
          GroupActions.COMPARE,
          CompareRequest.kept(asked, first::onResponse),
          ActionListener.wrap(
              done -> {},
              error -> {
                if (!(error instanceof FaceSearchException)) {
                  LOG.warn("a comparison failed", error);
                }
                first.onFailure(error);
              }));
    };
  }

  private void write(List<ComparedEntry> rows, XContentBuilder body) throws IOException {
    body.startObject();
    ComparisonBody.rows(shape, rows, body);
    body.endObject();
  }

  private static void writeStarted(Comparison comparison, XContentBuilder body) throws IOException {
    body.startObject();
    ComparisonBody.name(comparison, body);
    body.endObject();
  }
}

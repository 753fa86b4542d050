package org.facesearch.rest.group;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.compare.Comparisons;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestRequest;

/**
 * Reads a kept comparison page by page, also while it runs.
 *
 * <pre>
 * GET /_plugins/_face_search/compare/2f1c…?limit=100&amp;marker=YzEwMDo0MjA
 *
 * 200 {"comparison": "2f1c…", "task": "Xbq…:123", "state": "running", "total": 10000, …,
 *      "compare_results": [...], "marker": "YzIwMDo4NTA"}
 * </pre>
 */
public final class RestReadComparisonHandler extends GroupHandler {

  static final String PATH = "/_plugins/_face_search/compare/{comparison}";

  /** What a marker of these pages holds: rows before it, and their hits. */
  private static final Pattern PLACE = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

  public RestReadComparisonHandler() {
    super("read_comparison", new Route(RestRequest.Method.GET, PATH));
  }

  @Override
  Call read(RestRequest request) {
    return call(
        GroupActions.COMPARISON,
        new TransportReadComparisonAction.Range(
            request.param("comparison"),
            place(Marker.COMPARISON.read(request.param("marker", ""))),
            PageRange.limit(request)),
        RestReadComparisonHandler::write);
  }

  private static Comparisons.Place place(String key) {
    if (key == null) {
      return Comparisons.Place.START;
    }
    Matcher numbers = PLACE.matcher(key);
    if (!numbers.matches()) {
      throw FaceSearchException.invalid("invalid marker");
    }
    return new Comparisons.Place(
        Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
  }

  private static void write(Comparisons.Rows page, XContentBuilder body) throws IOException {
    body.startObject();
    ComparisonBody.state(page.comparison(), body);
    ComparisonBody.rows(GroupShape.of(page.comparison().asked().kind()), page.rows(), body);
    body.field(
            "marker",
            page.next()
                .map(place -> Marker.COMPARISON.write(place.rows() + ":" + place.hits()))
                .orElse(""))
        .endObject();
  }
}

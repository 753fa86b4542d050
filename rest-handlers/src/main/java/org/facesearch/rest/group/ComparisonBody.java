package org.facesearch.rest.group;

import java.io.IOException;
import java.util.List;
import org.facesearch.models.compare.ComparedFace;
import org.facesearch.models.compare.Comparison;
import org.opensearch.core.xcontent.XContentBuilder;

/** How comparisons and their rows look. */
final class ComparisonBody {

  private ComparisonBody() {}

  /** The {@code compare_results}, without braces around. */
  static void rows(List<ComparedFace> rows, XContentBuilder body) throws IOException {
    body.startArray("compare_results");
    for (ComparedFace row : rows) {
      body.startObject();
      FaceBody.write(row.face(), body);
      body.startArray("faces");
      for (ComparedFace.Hit hit : row.hits()) {
        body.startObject().field("score", (float) hit.score());
        FaceBody.write(hit.face(), body);
        body.endObject();
      }
      body.endArray().endObject();
    }
    body.endArray();
  }

  /** What is kept beside the rows, without braces. */
  static void state(Comparison comparison, XContentBuilder body) throws IOException {
    name(comparison, body);
    body.field("state", comparison.state().text());
    if (comparison.error().isPresent()) {
      body.field("error", comparison.error().get());
    }
    body.field("group", comparison.asked().group())
        .field("target_group", comparison.asked().target())
        .field("threshold", (float) comparison.asked().threshold())
        .field("limit", comparison.asked().limit())
        .field("total", comparison.reached().total())
        .field("compared", comparison.reached().faces())
        .field("rows", comparison.reached().rows())
        .field("hits", comparison.reached().hits())
        .field("started_at", comparison.started().toString());
    if (comparison.ended().isPresent()) {
      body.field("ended_at", comparison.ended().get().toString());
    }
  }

  /** What a comparison is found by. */
  static void name(Comparison comparison, XContentBuilder body) throws IOException {
    body.field("comparison", comparison.id()).field("task", comparison.task());
  }
}

package org.facesearch.rest.group;

import java.io.IOException;
import java.util.List;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparison;
import org.opensearch.core.xcontent.XContentBuilder;

/** How comparisons and their rows look. */
final class ComparisonBody {

  private ComparisonBody() {}

  /** The {@code compare_results}, without braces around. */
  static void rows(GroupShape shape, List<ComparedEntry> rows, XContentBuilder body)
      throws IOException {
    body.startArray("compare_results");
    for (ComparedEntry row : rows) {
      body.startObject();
      EntryBody.write(row.entry(), body);
      body.startArray(shape.hits());
      for (ComparedEntry.Hit hit : row.hits()) {
        body.startObject().field("score", (float) hit.score());
        EntryBody.write(hit.entry(), body);
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
    body.field("kind", comparison.asked().kind().text())
        .field("group", comparison.asked().group())
        .field("target_group", comparison.asked().target())
        .field("threshold", (float) comparison.asked().threshold())
        .field("limit", comparison.asked().limit())
        .field("total", comparison.reached().total())
        .field("compared", comparison.reached().entries())
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

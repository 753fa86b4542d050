package org.facesearch.rest.group;

import java.io.IOException;
import java.util.List;
import org.facesearch.models.usecase.SearchGroups;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * How the calls that search answer: for each picture its faces with the hits of each, or the hits
 * of the whole picture.
 *
 * @param namesGroups whether every hit tells its {@code group}, because there may be several
 */
record SearchResults(GroupShape shape, boolean namesGroups)
    implements GroupHandler.Renderer<List<List<SearchGroups.SubjectResult>>> {

  /** All hits are of the group in the path. */
  static SearchResults ofOneGroup(GroupShape shape) {
    return new SearchResults(shape, false);
  }

  /** Every hit tells its {@code group}. */
  static SearchResults ofSeveralGroups(GroupShape shape) {
    return new SearchResults(shape, true);
  }

  @Override
  public void write(List<List<SearchGroups.SubjectResult>> results, XContentBuilder body)
      throws IOException {
    body.startObject().startArray("search_results");
    for (List<SearchGroups.SubjectResult> picture : results) {
      shape.write(picture, this::writeHits, body);
    }
    body.endArray().endObject();
  }

  private void writeHits(List<SearchGroups.Hit> hits, XContentBuilder body) throws IOException {
    body.startArray(shape.hits());
    for (SearchGroups.Hit hit : hits) {
      body.startObject().field("score", (float) hit.score());
      EntryBody.write(hit.entry(), body);
      if (namesGroups) {
        body.field("group", hit.group());
      }
      body.endObject();
    }
    body.endArray();
  }
}

package org.facesearch.plugin.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.event.EventFields;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;

/** The pictures that events name and that are really theirs. */
final class NamedPictures {

  private final FreshSearch search;

  NamedPictures(FreshSearch search) {
    this.search = search;
  }

  /**
   * Ids of their documents. Whoever writes events may name pictures of others in them: given are
   * those that were kept for the event that names them.
   *
   * @param events with their fields
   */
  CompletionStage<List<String>> of(EventIndex day, List<SearchHit> events) {
    Map<String, String> named = new HashMap<>();
    events.forEach(event -> add(day, event, named));
    if (named.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(
                QueryBuilders.constantScoreQuery(
                    QueryBuilders.idsQuery().addIds(named.keySet().toArray(String[]::new))))
            .size(named.size())
            .fetchSource(false)
            .docValueField(PictureIndex.EVENT)
            .trackTotalHits(false);
    return search
        .hits(day.pictures(), source)
        .thenApply(
            found ->
                found.stream()
                    .filter(hit -> named.get(hit.getId()).equals(PictureIndex.event(hit)))
                    .map(SearchHit::getId)
                    .toList());
  }

  /** Documents, each with the event that names it. */
  private static void add(EventIndex day, SearchHit event, Map<String, String> named) {
    Map<String, Object> fields = event.getSourceAsMap();
    for (String field : List.of(EventFields.FACE_PICTURE, EventFields.SCENE_PICTURE)) {
      if (fields.get(field) instanceof String name) {
        PictureName.parse(name)
            .filter(picture -> picture.events().equals(day))
            .filter(picture -> picture.event().equals(event.getId()))
            .ifPresent(picture -> named.put(picture.document(), picture.event()));
      }
    }
  }
}

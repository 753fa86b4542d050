package org.facesearch.plugin.faceset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.facesearch.models.faceset.FaceSet;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;

/** The index of FaceSets, without their faces, and of their outer ids ({@link OuterIds}). */
final class FaceSetIndex {

  static final String NAME = ".face-search-facesets";

  static final String TOKEN = "token";
  static final String OWNER = "owner";
  static final String OUTER_ID = "outer_id";
  static final String TAGS = "tags";
  static final String CREATED = "created_at";

  /** When it was deleted; absent while it is there. */
  static final String GONE = "gone_at";

  /** In an outer id's document: the token of the FaceSet that has it, and since when. */
  static final String HOLDER = "holder";

  static final String SINCE = "since";

  private static final String DISPLAY_NAME = "display_name";
  private static final String USER_DATA = "user_data";

  private FaceSetIndex() {}

  static CreateIndexRequest create() {
    Map<String, Object> keyword = Map.of("type", "keyword");
    Map<String, Object> date = Map.of("type", "date");
    return new CreateIndexRequest(NAME)
        .settings(OwnIndex.settings())
        .mapping(
            Map.of(
                "dynamic",
                false,
                "properties",
                Map.of(TOKEN, keyword, OWNER, keyword, TAGS, keyword, CREATED, date, GONE, date)));
  }

  /**
   * @param gone {@code null} while it is there
   */
  static XContentBuilder write(FaceSet faceSet, Instant gone) {
    FaceSet.About about = faceSet.about();
    try {
      XContentBuilder body =
          XContentFactory.smileBuilder()
              .startObject()
              .field(TOKEN, faceSet.token())
              .field(OWNER, faceSet.owner())
              .field(OUTER_ID, about.outerId())
              .field(DISPLAY_NAME, about.displayName())
              .field(TAGS, about.tags())
              .field(USER_DATA, about.userData())
              .field(CREATED, faceSet.created().toEpochMilli());
      if (gone != null) {
        body.field(GONE, gone.toEpochMilli());
      }
      return body.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FaceSet read(Map<String, Object> document) {
    return new FaceSet(
        (String) document.get(TOKEN),
        (String) document.get(OWNER),
        new FaceSet.About(
            (String) document.get(OUTER_ID),
            (String) document.get(DISPLAY_NAME),
            ((List<?>) document.get(TAGS)).stream().map(String.class::cast).toList(),
            (String) document.get(USER_DATA)),
        instant(document, CREATED));
  }

  static Instant instant(Map<String, Object> document, String field) {
    return Instant.ofEpochMilli(((Number) document.get(field)).longValue());
  }
}

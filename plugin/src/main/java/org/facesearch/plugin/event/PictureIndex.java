package org.facesearch.plugin.event;

import java.util.Map;
import java.util.Optional;
import org.facesearch.plugin.fetch.ShownSource;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.document.DocumentField;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.TieredMergePolicyProvider;
import org.opensearch.search.SearchHit;

/**
 * The index with the pictures of one day's events, beside that of the events: a document for each
 * picture, whose bytes are in {@code _source} and nowhere else.
 */
final class PictureIndex {

  static final String JPEG = "jpeg";

  /** Id of the event. */
  static final String EVENT = "event";

  private PictureIndex() {}

  static CreateIndexRequest create(EventIndex events, int shards) {
    return new CreateIndexRequest(events.pictures())
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, shards)
                .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
                // Where deletions are expunged, all of them are, be there ever so few.
                .put(
                    TieredMergePolicyProvider.INDEX_MERGE_POLICY_EXPUNGE_DELETES_ALLOWED_SETTING
                        .getKey(),
                    0)
                .put(IndexMetadata.SETTING_INDEX_HIDDEN, true)
                .put(EventSettings.MODEL.getKey(), events.model()))
        .mapping(
            Map.of(
                "dynamic",
                false,
                "properties",
                Map.of(
                    JPEG,
                    Map.of("type", "binary", "meta", ShownSource.HIDDEN),
                    EVENT,
                    Map.of("type", "keyword"))));
  }

  /** The event that a picture was kept for, of a hit with that doc value; empty without one. */
  static String event(SearchHit picture) {
    DocumentField event = picture.field(EVENT);
    return event == null ? "" : event.getValue();
  }

  /** The index of the events whose pictures an index has, if it is one of pictures. */
  static Optional<String> eventsOf(IndexMetadata index) {
    String model = EventSettings.MODEL.get(index.getSettings());
    String name = index.getIndex().getName();
    return model.isEmpty() || !name.startsWith(EventIndex.PICTURES)
        ? Optional.empty()
        : Optional.of(EventIndex.ALIAS + "-" + name.substring(EventIndex.PICTURES.length()));
  }
}

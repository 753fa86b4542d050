package org.facesearch.plugin.reembed;

import java.util.List;
import java.util.Set;
import org.facesearch.models.reembed.Reembedding;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.IndexScopedSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexSettings;

/** The settings of an index that is made to hold vectors of another model. */
public final class ReembedSettings {

  /** Which change of models has made the index; empty where none has. Set for good. */
  public static final Setting<String> MADE_BY =
      Setting.simpleString("index.face_search.reembedding", Property.IndexScope, Property.Final);

  /** Of the source's, those that are not for another index, or not yet. */
  private static final Set<String> OWN =
      Set.of(
          MADE_BY.getKey(),
          IndexMetadata.SETTING_INDEX_PROVIDED_NAME,
          IndexMetadata.SETTING_CREATION_DATE,
          IndexMetadata.SETTING_INDEX_UUID,
          IndexMetadata.SETTING_INDEX_HIDDEN,
          IndexMetadata.SETTING_VERSION_CREATED,
          "index.version.upgraded",
          "index.verified_before_close",
          IndexSettings.FINAL_PIPELINE.getKey());

  private static final List<String> OWN_PREFIXES =
      List.of(
          "index.blocks.", "index.resize.", "index.shrink.", "index.routing.allocation.initial");

  private ReembedSettings() {}

  /**
   * Those that the new index begins with. It is hidden, so that no pattern means both, and its
   * documents have been through their pipelines.
   */
  static Settings ofNew(Settings source, Reembedding by) {
    Settings.Builder settings = Settings.builder();
    for (String key : source.keySet()) {
      if (!OWN.contains(key)
          && OWN_PREFIXES.stream().noneMatch(key::startsWith)
          && !IndexScopedSettings.DEFAULT_SCOPED_SETTINGS.isPrivateSetting(key)) {
        settings.copy(key, source);
      }
    }
    return settings
        .put(IndexMetadata.SETTING_INDEX_HIDDEN, true)
        .put(MADE_BY.getKey(), by.id())
        .build();
  }

  /** What changes when it takes the place of the source. */
  static Settings ofSwapped(Settings source) {
    Settings.Builder settings =
        Settings.builder()
            .put(
                IndexMetadata.SETTING_INDEX_HIDDEN, IndexMetadata.INDEX_HIDDEN_SETTING.get(source));
    if (IndexSettings.FINAL_PIPELINE.exists(source)) {
      settings.put(IndexSettings.FINAL_PIPELINE.getKey(), IndexSettings.FINAL_PIPELINE.get(source));
    }
    return settings.build();
  }

  static boolean isMadeBy(IndexMetadata index, Reembedding reembedding) {
    return MADE_BY.get(index.getSettings()).equals(reembedding.id());
  }

  public static List<Setting<?>> all() {
    return List.of(MADE_BY);
  }
}

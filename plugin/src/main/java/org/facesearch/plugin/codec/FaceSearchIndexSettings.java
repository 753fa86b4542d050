package org.facesearch.plugin.codec;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;

/** The settings of one index. */
public final class FaceSearchIndexSettings {
  /**
   * k-NN's setting, seen from outside. It is only read, never registered, because k-NN may or may
   * not be installed.
   */
  private static final Setting<Boolean> KNN =
      Setting.boolSetting("index.knn", false, Property.IndexScope);

  /**
   * {@code index.face_search.enabled}: whether the index is written with this plugin's codec,
   * default {@code false}. Chosen when the index is created, because OpenSearch asks for the codec
   * before there is a mapping; and kept when it is restored, because the mapping may need it.
   *
   * <p>An index with {@code index.knn} also {@code true} is refused wherever settings are
   * validated, so before it exists: both plugins would provide its codec service, which OpenSearch
   * answers with an internal error while the shard starts.
   */
  public static final Setting<Boolean> ENABLED =
      Setting.boolSetting(
          "index.face_search.enabled",
          false,
          new OneCodecService(),
          Property.IndexScope,
          Property.Final,
          Property.UnmodifiableOnRestore);

  private FaceSearchIndexSettings() {}

  private static final class OneCodecService implements Setting.Validator<Boolean> {
    @Override
    public void validate(Boolean enabled) {}

    @Override
    public void validate(Boolean enabled, Map<Setting<?>, Object> others) {
      if (enabled && Boolean.TRUE.equals(others.get(KNN))) {
        throw new IllegalArgumentException(
            "[index.face_search.enabled] and [index.knn] cannot both be true: each plugin brings"
                + " its own codec, and an index has one. Use two indices, or leave out"
                + " [index.face_search.enabled]: a visual_vector with encoding [float] and the"
                + " default [m] and [ef_construction] works without it");
      }
    }

    @Override
    public Iterator<Setting<?>> settings() {
      return List.<Setting<?>>of(KNN).iterator();
    }
  }
}

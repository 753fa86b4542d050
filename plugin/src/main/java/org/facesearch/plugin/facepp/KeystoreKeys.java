package org.facesearch.plugin.facepp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.facesearch.plugin.settings.FaceppSettings;
import org.facesearch.rest.facepp.ApiKey;
import org.opensearch.common.settings.Setting.AffixSetting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsException;
import org.opensearch.core.common.settings.SecureString;

/** Reads the pairs of {@code api_key} and {@code api_secret} out of the keystore. */
final class KeystoreKeys {

  private KeystoreKeys() {}

  /**
   * All pairs. The keystore is open only while a node starts or reloads its secure settings.
   *
   * @throws SettingsException if half of a pair is missing or empty, or two have the same key
   */
  static List<ApiKey> read(Settings settings) {
    Set<String> names = new TreeSet<>(FaceppSettings.KEY.getNamespaces(settings));
    names.addAll(FaceppSettings.SECRET.getNamespaces(settings));
    List<ApiKey> keys = new ArrayList<>();
    for (String name : names) {
      ApiKey key =
          new ApiKey(
              name,
              text(FaceppSettings.KEY, name, settings),
              text(FaceppSettings.SECRET, name, settings));
      for (ApiKey other : keys) {
        if (key.sameKey(other)) {
          throw new SettingsException(
              "the Face++ keys [" + other.name() + "] and [" + name + "] are the same");
        }
      }
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  private static String text(AffixSetting<SecureString> half, String name, Settings settings) {
    try (SecureString text = half.getConcreteSettingForNamespace(name).get(settings)) {
      if (text.isEmpty()) {
        throw new SettingsException(
            "["
                + half.getConcreteSettingForNamespace(name).getKey()
                + "] is missing from the keystore, or empty");
      }
      return text.toString();
    }
  }
}

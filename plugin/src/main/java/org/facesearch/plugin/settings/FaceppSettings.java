package org.facesearch.plugin.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opensearch.common.settings.SecureSetting;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.AffixSetting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.core.common.settings.SecureString;

/**
 * The settings of the Face++ API. Those of a key are {@code
 * plugins.face_search.facepp.keys.<name>.*} with a name that operators choose, because names in the
 * keystore may not hold what keys may.
 */
public final class FaceppSettings {

  private static final String PREFIX = "plugins.face_search.facepp.";
  private static final String KEYS = PREFIX + "keys.";

  /** Whether calls are answered without a key, as long as the keystore holds none. */
  public static final Setting<Boolean> OPEN =
      Setting.boolSetting(PREFIX + "open", false, Property.NodeScope);

  /** In the keystore: the {@code api_key} of a name. */
  public static final AffixSetting<SecureString> KEY =
      Setting.affixKeySetting(KEYS, "key", key -> SecureSetting.secureString(key, null));

  /** In the keystore: the {@code api_secret} of a name. */
  public static final AffixSetting<SecureString> SECRET =
      Setting.affixKeySetting(KEYS, "secret", key -> SecureSetting.secureString(key, null));

  /** Whether it is a trial key, which may not use {@code face_rectangle}. */
  public static final AffixSetting<Boolean> TRIAL =
      Setting.affixKeySetting(
          KEYS,
          "trial",
          key -> Setting.boolSetting(key, false, Property.NodeScope, Property.Dynamic));

  /** Calls with the key that each node answers in a second. */
  public static final AffixSetting<Integer> QUERIES_PER_SECOND =
      Setting.affixKeySetting(
          KEYS,
          "queries_per_second",
          key -> Setting.intSetting(key, 1000, 0, 1_000_000, Property.NodeScope, Property.Dynamic));

  /** Who denies the key all calls: {@code client}, {@code admin} or {@code balance}. */
  public static final AffixSetting<Denied> DENIED =
      Setting.affixKeySetting(
          KEYS,
          "denied",
          key ->
              new Setting<>(
                  key, "none", text -> Denied.of(key, text), Property.NodeScope, Property.Dynamic));

  /** Why a key may not call, with the document's words for it. */
  public enum Denied {
    NONE(""),
    CLIENT("Denied by Client"),
    ADMIN("Denied by Admin"),
    BALANCE("Insufficient Account Balance");

    private static final Map<String, Denied> BY_NAME =
        Map.of("none", NONE, "client", CLIENT, "admin", ADMIN, "balance", BALANCE);

    private final String reason;

    Denied(String reason) {
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }

    private static Denied of(String key, String text) {
      Denied denied = BY_NAME.get(text.toLowerCase(Locale.ROOT));
      if (denied == null) {
        throw new IllegalArgumentException(
            "[" + key + "] is [" + text + "], not none, client, admin or balance");
      }
      return denied;
    }
  }

  private FaceppSettings() {}

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(OPEN, KEY, SECRET, TRIAL, QUERIES_PER_SECOND, DENIED);
  }
}

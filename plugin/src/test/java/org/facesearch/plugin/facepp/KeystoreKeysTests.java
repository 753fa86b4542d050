package org.facesearch.plugin.facepp;

import java.util.List;
import org.facesearch.plugin.settings.FaceppSettings;
import org.facesearch.rest.facepp.ApiKey;
import org.opensearch.common.settings.MockSecureSettings;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsException;
import org.opensearch.test.OpenSearchTestCase;

public class KeystoreKeysTests extends OpenSearchTestCase {

  private static final String KEYS = "plugins.face_search.facepp.keys.";

  private final MockSecureSettings keystore = new MockSecureSettings();

  private List<ApiKey> read() {
    return KeystoreKeys.read(Settings.builder().setSecureSettings(keystore).build());
  }

  private void key(String name, String key, String secret) {
    keystore.setString(KEYS + name + ".key", key);
    keystore.setString(KEYS + name + ".secret", secret);
  }

  public void testPairsAreReadInTheOrderOfTheirNames() {
    key("web-shop", "Key with any ※ text", "s1");
    key("app_2", "k2", "s2");
    assertEquals(List.of("app_2", "web-shop"), read().stream().map(ApiKey::name).toList());
  }

  public void testKeystoreWithoutKeysAndNoKeystoreHaveNone() {
    assertEquals(List.of(), read());
    assertEquals(List.of(), KeystoreKeys.read(Settings.EMPTY));
  }

  public void testHalfAPairIsNamed() {
    keystore.setString(KEYS + "app.key", "k");
    SettingsException half = expectThrows(SettingsException.class, this::read);
    assertTrue(half.getMessage(), half.getMessage().contains(KEYS + "app.secret"));
    keystore.setString(KEYS + "app.secret", "");
    expectThrows(SettingsException.class, this::read);
  }

  public void testTwoNamesForOneKeyAreRefused() {
    key("one", "k", "s1");
    key("two", "k", "s2");
    SettingsException same = expectThrows(SettingsException.class, this::read);
    assertEquals("the Face++ keys [one] and [two] are the same", same.getMessage());
  }

  public void testRulesHaveDefaultsAndBounds() {
    Settings settings =
        Settings.builder()
            .put(KEYS + "app.trial", true)
            .put(KEYS + "app.denied", "Balance")
            .put(KEYS + "app.queries_per_second", 0)
            .put(KEYS + "bad.denied", "whim")
            .put(KEYS + "bad.queries_per_second", -1)
            .build();
    assertTrue(FaceppSettings.TRIAL.getConcreteSettingForNamespace("app").get(settings));
    assertFalse(FaceppSettings.TRIAL.getConcreteSettingForNamespace("other").get(settings));
    assertEquals(
        "Insufficient Account Balance",
        FaceppSettings.DENIED.getConcreteSettingForNamespace("app").get(settings).reason());
    assertEquals(
        "", FaceppSettings.DENIED.getConcreteSettingForNamespace("other").get(settings).reason());
    assertEquals(
        0,
        (int)
            FaceppSettings.QUERIES_PER_SECOND.getConcreteSettingForNamespace("app").get(settings));
    assertEquals(
        1000,
        (int)
            FaceppSettings.QUERIES_PER_SECOND
                .getConcreteSettingForNamespace("other")
                .get(settings));
    IllegalArgumentException whim =
        expectThrows(
            IllegalArgumentException.class,
            () -> FaceppSettings.DENIED.getConcreteSettingForNamespace("bad").get(settings));
    assertEquals(
        "[" + KEYS + "bad.denied] is [whim], not none, client, admin or balance",
        whim.getMessage());
    expectThrows(
        IllegalArgumentException.class,
        () ->
            FaceppSettings.QUERIES_PER_SECOND.getConcreteSettingForNamespace("bad").get(settings));
  }
}

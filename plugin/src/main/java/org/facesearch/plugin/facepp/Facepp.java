package org.facesearch.plugin.facepp;

import java.time.InstantSource;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.plugin.faceset.FaceSetSettings;
import org.facesearch.plugin.settings.FaceppSettings;
import org.facesearch.rest.facepp.ApiKey;
import org.facesearch.rest.facepp.FaceppApi;
import org.facesearch.rest.facepp.FaceppGate;
import org.facesearch.rest.facepp.KeyRing;
import org.facesearch.rest.facepp.KeyRules;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Settings;
import org.opensearch.rest.RestHandler;

/** The Face++ API of one node: its keys and its handlers. */
public final class Facepp {

  private static final Logger LOG = LogManager.getLogger(Facepp.class);

  private final boolean open;
  private volatile List<ApiKey> keys;

  /**
   * Reads the keys.
   *
   * @param settings with the keystore open
   */
  public Facepp(Settings settings) {
    keys = KeystoreKeys.read(settings);
    open = FaceppSettings.OPEN.get(settings);
    if (open && !keys.isEmpty()) {
      LOG.warn(
          "[{}] has no effect: the keystore holds keys of the Face++ API",
          FaceppSettings.OPEN.getKey());
    }
  }

  /** Takes the keys that the keystore holds now. */
  public void reload(Settings settings) {
    List<ApiKey> now = KeystoreKeys.read(settings);
    keys = now;
    LOG.info("the Face++ API has {} keys now", now.size());
  }

  /** The handlers of this API. */
  public List<RestHandler> handlers(ClusterSettings current) {
    KeyRing ring = new KeyRing(() -> keys, open, name -> rules(name, current), System::nanoTime);
    return FaceppApi.handlers(
        new FaceppGate(
            ring, () -> current.get(FaceSetSettings.MAX_BYTES).getBytes(), InstantSource.system()));
  }

  private static KeyRules rules(String name, ClusterSettings current) {
    return new KeyRules(
        current.get(FaceppSettings.TRIAL.getConcreteSettingForNamespace(name)),
        current.get(FaceppSettings.QUERIES_PER_SECOND.getConcreteSettingForNamespace(name)),
        current.get(FaceppSettings.DENIED.getConcreteSettingForNamespace(name)).reason());
  }
}

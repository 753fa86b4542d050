package org.facesearch.plugin.inference;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.FaceModelLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.LazyFaceModels;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.plugin.mapper.VectorModels;
import org.facesearch.plugin.settings.FaceSearchSettings;
import org.facesearch.plugin.settings.ThreadPools;
import org.opensearch.common.io.PathUtils;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;

/**
 * The models of this node: which bundles there are, and the ones in use, loaded at the first need.
 * A node whose models cannot be loaded starts all the same; what needs them then says why it fails.
 */
public final class FaceEngine implements Closeable {

  private static final Logger LOG = LogManager.getLogger(FaceEngine.class);
  private static final String PLUGIN = "opensearch-face-search";

  private final OnnxEngine onnx;
  private final VectorModels vectorModels;
  private final LazyFaceModels models;

  /**
   * Reads the manifests of the shipped bundles and of the user's, but no network yet.
   *
   * @param config OpenSearch's configuration directory
   */
  public FaceEngine(Settings settings, Path config) {
    Path plugin =
        PathUtils.get(Environment.PATH_HOME_SETTING.get(settings))
            .resolve("plugins")
            .resolve(PLUGIN);
    NativeLibraries.ofThisMachine(plugin).use();
    BundleRegistry registry =
        new BundleRegistry(
            List.of(plugin.resolve("bundles"), config.resolve(PLUGIN).resolve("models")));
    registry.failures().forEach(failure -> LOG.error(failure.getMessage(), failure));
    String embedder = FaceSearchSettings.EMBEDDER.get(settings);
    String detector = FaceSearchSettings.DETECTOR.get(settings);
    vectorModels = new BundleVectorModels(registry, embedder);
    onnx =
        new OnnxEngine(
            new OnnxOptions(
                ThreadPools.parallelInferences(settings),
                FaceSearchSettings.INFERENCE_THREADS.get(settings)),
            new PluginSandbox());
    models =
        new LazyFaceModels(() -> load(new FaceModelLoader(registry, onnx), detector, embedder));
  }

  private static FaceModels load(FaceModelLoader loader, String detector, String embedder) {
    try {
      FaceModels loaded = loader.load(detector, embedder);
      LOG.info("loaded face models: detector [{}], embedder [{}]", detector, embedder);
      return loaded;
    } catch (FaceSearchException e) {
      LOG.error("face search is not available on this node: " + e.getMessage(), e);
      throw e;
    }
  }

  public VectorModels vectorModels() {
    return vectorModels;
  }

  /** The models, or the failure that keeps them away, at every call. */
  public LazyFaceModels models() {
    return models;
  }

  /** Loads now what would be loaded at the first need; a failure goes to the log. */
  public void warm() {
    try {
      models.get();
    } catch (FaceSearchException e) {
      LOG.debug("loading failed", e);
    }
  }

  @Override
  public void close() {
    onnx.close();
  }
}

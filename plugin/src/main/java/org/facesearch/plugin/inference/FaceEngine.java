package org.facesearch.plugin.inference;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.attribute.AttributeEstimator;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.AttributeLoader;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.FaceModelLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.bundle.ImageModelLoader;
import org.facesearch.models.bundle.LazyModels;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.models.detect.Looks;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.plugin.mapper.VectorModels;
import org.facesearch.plugin.settings.DetectSettings;
import org.facesearch.plugin.settings.FaceSearchSettings;
import org.facesearch.plugin.settings.ThreadPools;
import org.opensearch.common.io.PathUtils;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;

/**
 * The models of this node: which bundles there are, and the ones in use, loaded at the first need.
 * A node whose models cannot be loaded starts all the same; what needs them then says why it fails.
 */
public final class FaceEngine implements Closeable {

  private static final Logger LOG = LogManager.getLogger(FaceEngine.class);
  private static final String PLUGIN = "opensearch-face-search";

  private final BundleRegistry registry;
  private final OnnxEngine onnx;
  private final VectorModels vectorModels;
  private final LazyModels<FaceModels> models;
  private final LazyModels<ImageModel> imageModel;
  private final FaceAttributes attributes;
  private volatile Looks looks;
  private final Embedders embedders;

  /**
   * Reads the manifests of the shipped bundles and of the user's, but no network yet.
   *
   * @param config OpenSearch's configuration directory
   * @param account counts the native memory of models
   */
  public FaceEngine(Settings settings, Path config, MemoryAccount account) {
    Path plugin =
        PathUtils.get(Environment.PATH_HOME_SETTING.get(settings))
            .resolve("plugins")
            .resolve(PLUGIN);
    NativeLibraries.ofThisMachine(plugin).use();
    looks = DetectSettings.looks(settings);
    registry =
        new BundleRegistry(
            List.of(plugin.resolve("bundles"), config.resolve(PLUGIN).resolve("models")),
            config.resolve(PLUGIN).resolve("calibration"));
    registry.failures().forEach(failure -> LOG.error(failure.getMessage(), failure));
    String embedder = FaceSearchSettings.EMBEDDER.get(settings);
    String detector = FaceSearchSettings.DETECTOR.get(settings);
    Optional<String> imageEmbedder = FaceSearchSettings.imageEmbedder(settings);
    Map<String, Optional<String>> aliases =
        Map.of("face", Optional.of(embedder), "image", imageEmbedder);
    vectorModels = new BundleVectorModels(registry, aliases);
    onnx =
        new OnnxEngine(
            new OnnxOptions(
                ThreadPools.parallelInferences(settings),
                FaceSearchSettings.INFERENCE_THREADS.get(settings)),
            new PluginSandbox(),
            account);
    FaceModelLoader faceLoader = new FaceModelLoader(registry, onnx, () -> looks);
    models =
        lazy(
            "the face models [" + detector + "] and [" + embedder + "]",
            () -> faceLoader.load(detector, embedder));
    ImageModelLoader imageLoader = new ImageModelLoader(registry, onnx);
    imageModel =
        imageEmbedder.map(id -> imageModel(imageLoader, id)).orElseGet(FaceEngine::noImageModel);
    embedders =
        new Embedders(
            registry,
            aliases,
            id ->
                id.equals(embedder)
                    ? models
                    : lazy(
                        "the model [" + id + "]", () -> faceLoader.withEmbedder(models.get(), id)),
            id ->
                imageEmbedder.filter(id::equals).isPresent()
                    ? imageModel
                    : imageModel(imageLoader, id));
    attributes = new FaceAttributes(estimators(settings, new AttributeLoader(registry, onnx)));
  }

  /** Those that the settings name a bundle for. */
  private static Map<Attribute, Supplier<AttributeEstimator>> estimators(
      Settings settings, AttributeLoader loader) {
    Map<Attribute, Supplier<AttributeEstimator>> estimators = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      FaceSearchSettings.bundle(setting(attribute), settings)
          .ifPresent(id -> estimators.put(attribute, attribute(loader, attribute, id)));
    }
    return estimators;
  }

  private static Setting<String> setting(Attribute attribute) {
    return switch (attribute) {
      case POSE -> FaceSearchSettings.POSE;
      case LIVENESS -> FaceSearchSettings.LIVENESS;
      case AGE_GENDER -> FaceSearchSettings.AGE_GENDER;
    };
  }

  private static LazyModels<ImageModel> imageModel(ImageModelLoader loader, String id) {
    return lazy("the image model [" + id + "]", () -> loader.load(id));
  }

  private static LazyModels<AttributeEstimator> attribute(
      AttributeLoader loader, Attribute attribute, String id) {
    return lazy(
        "the model [" + id + "] of the attribute [" + attribute.text() + "]",
        () -> loader.load(attribute, id));
  }

  /** Each on its own: one that is damaged harms none of the others. */
  private static <T> LazyModels<T> lazy(String name, Supplier<T> loading) {
    return new LazyModels<>(
        name,
        () -> {
          try {
            T loaded = loading.get();
            LOG.info("loaded {}", name);
            return loaded;
          } catch (FaceSearchException e) {
            LOG.error(name + " cannot be used on this node: " + e.getMessage(), e);
            throw e;
          }
        });
  }

  /** What is wanted is no failure: the log has none. */
  private static LazyModels<ImageModel> noImageModel() {
    return new LazyModels<>(
        "the image model",
        () -> {
          throw FaceSearchSettings.noImageModel();
        });
  }

  /** From now on faces are looked for as the cluster's settings say. */
  public void follow(ClusterSettings current) {
    current.addSettingsUpdateConsumer(
        changed -> looks = DetectSettings.looks(changed), DetectSettings.all());
  }

  public VectorModels vectorModels() {
    return vectorModels;
  }

  /** The models for faces, or the failure that keeps them away, at every call. */
  public LazyModels<FaceModels> models() {
    return models;
  }

  /** The model for whole pictures, or the failure that keeps it away, at every call. */
  public LazyModels<ImageModel> imageModel() {
    return imageModel;
  }

  /** All models that make vectors, beside those in use. */
  public Embedders embedders() {
    return embedders;
  }

  /** The estimators of attributes, each loaded when the first face is asked for it. */
  public FaceAttributes attributes() {
    return attributes;
  }

  /** The manifests of the models that are loaded now. */
  public List<Manifest> loaded() {
    return onnx.loaded().stream().map(id -> registry.find(id).manifest()).toList();
  }

  /**
   * Loads now what most calls need and would be loaded at the first need; a failure goes to the
   * log.
   */
  public void warm() {
    warm(models);
    warm(imageModel);
  }

  private static void warm(LazyModels<?> lazy) {
    try {
      Object unused = lazy.get();
    } catch (FaceSearchException e) {
      LOG.debug("loading failed", e);
    }
  }

  @Override
  public void close() {
    onnx.close();
  }
}

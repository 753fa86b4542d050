package org.facesearch.plugin.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.common.unit.ByteSizeUnit;
import org.opensearch.core.common.unit.ByteSizeValue;

/** The node settings of the plugin, beside those of its thread pools. */
public final class FaceSearchSettings {

  private static final String PREFIX = "plugins.face_search.";

  /** In the place of a bundle's id: no such model. */
  private static final String NONE = "none";

  /** Id of the bundle that finds faces. */
  public static final Setting<String> DETECTOR =
      Setting.simpleString(PREFIX + "detector", "retinaface-mnet025", Property.NodeScope);

  /** Id of the bundle that makes face embeddings; the alias {@code face} means it. */
  public static final Setting<String> EMBEDDER =
      Setting.simpleString(PREFIX + "embedder", "arcface-fr-512", Property.NodeScope);

  /**
   * Id of the bundle that makes embeddings of whole pictures; the alias {@code image} means it.
   * {@link #NONE}, or nothing, for a node that makes no such embeddings.
   */
  public static final Setting<String> IMAGE_EMBEDDER =
      Setting.simpleString(PREFIX + "image_embedder", "squeezenet11-512", Property.NodeScope);

  /** Ids of the bundles that estimate each attribute of a face, or {@link #NONE}. */
  public static final Setting<String> POSE =
      Setting.simpleString(PREFIX + "attributes.pose", "headpose-fr", Property.NodeScope);

  public static final Setting<String> LIVENESS =
      Setting.simpleString(PREFIX + "attributes.liveness", "liveness-fr", Property.NodeScope);

  public static final Setting<String> AGE_GENDER =
      Setting.simpleString(PREFIX + "attributes.age_gender", "agegender-hse", Property.NodeScope);

  /** Threads that one inference may use. */
  public static final Setting<Integer> INFERENCE_THREADS =
      Setting.intSetting(PREFIX + "inference.threads", 1, 1, Property.NodeScope);

  /** Documents that may wait for the ingest processors before others are refused. */
  public static final Setting<Integer> INGEST_QUEUE =
      Setting.intSetting(PREFIX + "ingest.queue_size", 1000, 1, Property.NodeScope);

  /** Heap that pictures may occupy while they are decoded and analysed. */
  public static final Setting<ByteSizeValue> DECODE_MEMORY =
      Setting.memorySizeSetting(PREFIX + "image.decode_memory", "25%", Property.NodeScope);

  /** Largest picture, in bytes as it arrives. */
  public static final Setting<ByteSizeValue> MAX_BYTES =
      Setting.byteSizeSetting(
          PREFIX + "image.max_bytes",
          new ByteSizeValue(20, ByteSizeUnit.MB),
          new ByteSizeValue(1, ByteSizeUnit.KB),
          new ByteSizeValue(1, ByteSizeUnit.GB),
          Property.NodeScope,
          Property.Dynamic);

  /** Largest picture, in pixels as its header says. */
  public static final Setting<Long> MAX_PIXELS =
      Setting.longSetting(
          PREFIX + "image.max_pixels", 50_000_000L, 1, Property.NodeScope, Property.Dynamic);

  /** Most pictures in one request. */
  public static final Setting<Integer> MAX_PER_REQUEST =
      Setting.intSetting(
          PREFIX + "image.max_per_request", 100, 1, 10_000, Property.NodeScope, Property.Dynamic);

  /** Whether pictures are fetched from http(s) addresses at all. */
  public static final Setting<Boolean> DOWNLOAD_ENABLED =
      Setting.boolSetting(PREFIX + "download.enabled", true, Property.NodeScope, Property.Dynamic);

  /** Hosts, or {@code host:port}, that may be fetched from although their address is private. */
  public static final Setting<List<String>> DOWNLOAD_ALLOWED_HOSTS =
      Setting.listSetting(
          PREFIX + "download.allowed_hosts",
          List.of(),
          Function.identity(),
          Property.NodeScope,
          Property.Dynamic);

  /** Longest time for one download, redirects included. */
  public static final Setting<TimeValue> DOWNLOAD_TIMEOUT =
      Setting.timeSetting(
          PREFIX + "download.timeout",
          TimeValue.timeValueSeconds(10),
          TimeValue.timeValueMillis(100),
          Property.NodeScope,
          Property.Dynamic);

  /** Heap that downloaded files may occupy, under way or waiting. */
  public static final Setting<ByteSizeValue> DOWNLOAD_MEMORY =
      Setting.memorySizeSetting(PREFIX + "download.memory", "10%", Property.NodeScope);

  /** The v1 API's {@code threshold} of groups of pictures where a request names none. */
  public static final Setting<Double> V1_IMAGE_THRESHOLD =
      Setting.doubleSetting(
          PREFIX + "v1.image_threshold", 0.3, 0, 1, Property.NodeScope, Property.Dynamic);

  /** The same of groups of faces. */
  public static final Setting<Double> V1_THRESHOLD =
      Setting.doubleSetting(
          PREFIX + "v1.threshold", 0.45, 0, 1, Property.NodeScope, Property.Dynamic);

  /**
   * The v1 API's {@code multi_faces_mode}: 1 takes the largest of several faces, 0 refuses them.
   */
  public static final Setting<Integer> V1_MULTI_FACES_MODE =
      Setting.intSetting(PREFIX + "v1.multi_faces_mode", 1, 0, 1, Property.NodeScope);

  /** Names of groups of faces that keep a photo of each face that is added or replaced. */
  public static final Setting<List<String>> V1_KEEP_PHOTOS =
      Setting.listSetting(
          PREFIX + "v1.keep_photos",
          List.of(),
          Function.identity(),
          Property.NodeScope,
          Property.Dynamic);

  /** Comparisons of groups that a node runs at a time; further ones are refused. */
  public static final Setting<Integer> COMPARE_SIZE =
      Setting.intSetting(PREFIX + "compare.size", 2, 1, Property.NodeScope);

  /** How often comparisons, face tokens and events are looked for whose time is over. */
  public static final Setting<TimeValue> SWEEP_INTERVAL =
      Setting.timeSetting(
          PREFIX + "sweep_interval",
          TimeValue.timeValueMinutes(1),
          TimeValue.timeValueSeconds(1),
          Property.NodeScope);

  /** How long a comparison that nobody waited for is kept, from its begin. */
  public static final Setting<TimeValue> COMPARE_KEEP =
      Setting.timeSetting(
          PREFIX + "compare.keep",
          TimeValue.timeValueDays(1),
          TimeValue.timeValueSeconds(1),
          Property.NodeScope,
          Property.Dynamic);

  /** Such comparisons that the cluster keeps at a time; further ones are refused. */
  public static final Setting<Integer> COMPARE_MAX_KEPT =
      Setting.intSetting(PREFIX + "compare.max_kept", 100, 1, Property.NodeScope, Property.Dynamic);

  private FaceSearchSettings() {}

  /** The bundle that makes embeddings of whole pictures; empty where the node shall make none. */
  public static Optional<String> imageEmbedder(Settings settings) {
    return bundle(IMAGE_EMBEDDER, settings);
  }

  /** The bundle that a setting names; empty where the node shall do without. */
  public static Optional<String> bundle(Setting<String> setting, Settings settings) {
    String id = setting.get(settings).trim();
    return id.isEmpty() || id.equals(NONE) ? Optional.empty() : Optional.of(id);
  }

  /** What is answered where they are wanted all the same. */
  public static FaceSearchException noImageModel() {
    return new FaceSearchException(
        Reason.UNAVAILABLE,
        "this node has no model for whole pictures: " + IMAGE_EMBEDDER.getKey() + " is " + NONE);
  }

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(
        DETECTOR,
        EMBEDDER,
        IMAGE_EMBEDDER,
        POSE,
        LIVENESS,
        AGE_GENDER,
        INFERENCE_THREADS,
        INGEST_QUEUE,
        DECODE_MEMORY,
        MAX_BYTES,
        MAX_PIXELS,
        MAX_PER_REQUEST,
        DOWNLOAD_ENABLED,
        DOWNLOAD_ALLOWED_HOSTS,
        DOWNLOAD_TIMEOUT,
        DOWNLOAD_MEMORY,
        V1_THRESHOLD,
        V1_IMAGE_THRESHOLD,
        V1_MULTI_FACES_MODE,
        V1_KEEP_PHOTOS,
        COMPARE_SIZE,
        COMPARE_KEEP,
        COMPARE_MAX_KEPT,
        SWEEP_INTERVAL);
  }
}

package org.facesearch.plugin.settings;

import java.util.List;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.OpenSearchExecutors;
import org.opensearch.threadpool.ExecutorBuilder;
import org.opensearch.threadpool.FixedExecutorBuilder;

/**
 * The pools of this plugin. Inference never runs on OpenSearch's own threads, and a full queue
 * refuses further work. Their settings are {@code plugins.face_search.<pool>.size} and {@code
 * .queue_size}.
 */
public final class ThreadPools {

  public static final String INFERENCE = "face_search_inference";
  public static final String DOWNLOAD = "face_search_download";

  private static final String INFERENCE_PREFIX = "plugins.face_search.inference";
  private static final String DOWNLOAD_PREFIX = "plugins.face_search.download";
  private static final int QUEUE = 200;

  private ThreadPools() {}

  /** For the node to create. */
  public static List<ExecutorBuilder<?>> builders(Settings settings) {
    int cores = OpenSearchExecutors.allocatedProcessors(settings);
    return List.of(
        new FixedExecutorBuilder(settings, INFERENCE, cores, QUEUE, INFERENCE_PREFIX),
        new FixedExecutorBuilder(settings, DOWNLOAD, 4 * cores, QUEUE, DOWNLOAD_PREFIX));
  }

  /** Inferences that run at a time: the threads of their pool. */
  public static int parallelInferences(Settings settings) {
    return settings.getAsInt(
        INFERENCE_PREFIX + ".size", OpenSearchExecutors.allocatedProcessors(settings));
  }

  /**
   * Documents that the ingest processors work on at a time: more than there are inferences, because
   * pictures may have to be downloaded, yet never so many that they fill the queue for inference.
   */
  public static int parallelDocuments(Settings settings) {
    int inferences = parallelInferences(settings);
    int queue = settings.getAsInt(INFERENCE_PREFIX + ".queue_size", QUEUE);
    return queue < 0 ? 4 * inferences : inferences + Math.min(3 * inferences, queue / 2);
  }
}

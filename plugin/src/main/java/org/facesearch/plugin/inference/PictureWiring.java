package org.facesearch.plugin.inference;

import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.FetchPolicy;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureDecoder;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.WorkWatch;
import org.facesearch.plugin.settings.FaceSearchSettings;
import org.facesearch.plugin.settings.ThreadPools;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.unit.ByteSizeValue;
import org.opensearch.threadpool.ThreadPool;

/** What all APIs look at pictures with, put together for one node. */
public final class PictureWiring {

  private static final int REDIRECTS = 3;

  private final PictureFetcher fetcher;
  private final DecodeBudget downloading;
  private final DecodeBudget decoding;
  private final PictureDecoder decoder;
  private final PictureWork pictures;
  private final AnalyzeFaces faces;
  private final AnalyzeImage images;

  /**
   * For one node.
   *
   * @param account counts the memory of pictures
   * @param watch of the stages of the work
   */
  public PictureWiring(
      Settings settings,
      ClusterSettings current,
      ThreadPool threads,
      FaceEngine engine,
      MemoryAccount account,
      WorkWatch watch) {
    fetcher = new PictureFetcher(() -> fetchPolicy(current));
    downloading = budget(FaceSearchSettings.DOWNLOAD_MEMORY, settings, account);
    decoding = budget(FaceSearchSettings.DECODE_MEMORY, settings, account);
    decoder = new ImageIoPictureDecoder(decoding);
    pictures =
        new PictureWork(
            fetcher,
            threads.executor(ThreadPools.DOWNLOAD),
            threads.executor(ThreadPools.INFERENCE),
            () -> imageLimits(current),
            downloading,
            watch);
    faces = new AnalyzeFaces(decoder, engine.models(), engine.attributes(), watch);
    images = new AnalyzeImage(decoder, engine.imageModel(), watch);
  }

  private static DecodeBudget budget(
      Setting<ByteSizeValue> size, Settings settings, MemoryAccount account) {
    return new DecodeBudget(size.get(settings).getBytes(), DecodeBudget.DEFAULT_PATIENCE, account);
  }

  private static ImageLimits imageLimits(ClusterSettings current) {
    return new ImageLimits(
        current.get(FaceSearchSettings.MAX_BYTES).getBytes(),
        current.get(FaceSearchSettings.MAX_PIXELS),
        ImageLimits.defaults().minSide(),
        ImageLimits.defaults().maxSide());
  }

  private static FetchPolicy fetchPolicy(ClusterSettings current) {
    Duration timeout = Duration.ofMillis(current.get(FaceSearchSettings.DOWNLOAD_TIMEOUT).millis());
    return new FetchPolicy(
        current.get(FaceSearchSettings.DOWNLOAD_ENABLED),
        Set.copyOf(current.get(FaceSearchSettings.DOWNLOAD_ALLOWED_HOSTS)),
        timeout,
        timeout,
        timeout,
        REDIRECTS);
  }

  /** To be closed before the models are: what is downloaded would be analysed. */
  public Closeable downloads() {
    return fetcher;
  }

  public PictureDecoder decoder() {
    return decoder;
  }

  public PictureWork pictures() {
    return pictures;
  }

  public AnalyzeFaces faces() {
    return faces;
  }

  public AnalyzeImage images() {
    return images;
  }

  /** The budgets of memory by what they are for. */
  public Map<String, DecodeBudget> memory() {
    return Map.of("decode", decoding, "download", downloading);
  }
}

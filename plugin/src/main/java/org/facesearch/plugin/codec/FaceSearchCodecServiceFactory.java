package org.facesearch.plugin.codec;

import java.util.Optional;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.codec.CodecService;
import org.opensearch.index.codec.CodecServiceConfig;
import org.opensearch.index.codec.CodecServiceFactory;

/** Makes the codec service of one shard. */
public final class FaceSearchCodecServiceFactory implements CodecServiceFactory {
  /**
   * The answer to {@code EnginePlugin.getCustomCodecServiceFactory}: empty unless the index asked
   * for it, so that another plugin may provide the codec of any other index.
   */
  public static Optional<CodecServiceFactory> forIndex(IndexSettings index) {
    return FaceSearchIndexSettings.ENABLED.get(index.getSettings())
        ? Optional.of(new FaceSearchCodecServiceFactory())
        : Optional.empty();
  }

  @Override
  public CodecService createCodecService(CodecServiceConfig config) {
    return new FaceSearchCodecService(config);
  }
}

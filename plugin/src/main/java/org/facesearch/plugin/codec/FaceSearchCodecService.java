package org.facesearch.plugin.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.opensearch.index.codec.CodecServiceConfig;
import org.opensearch.index.mapper.MapperService;

/**
 * OpenSearch's codecs under their usual names ({@code default}, {@code lz4}, {@code
 * best_compression}, {@code zlib}, {@code lucene_default}, those of other plugins), each with the
 * vectors' format chosen by the mapping: {@code index.codec} goes on meaning what it meant.
 */
final class FaceSearchCodecService extends PlatformCodecs {
  private final MapperService mappings;

  FaceSearchCodecService(CodecServiceConfig config) {
    super(config);
    this.mappings = config.getMapperService();
  }

  @Override
  public Codec codec(String name) {
    Codec codec = super.codec(name);
    // No mappings: OpenSearch asks on behalf of a shard that never writes. Not per field: an old
    // codec, which cannot write at all.
    if (mappings == null || !(codec.knnVectorsFormat() instanceof PerFieldKnnVectorsFormat own)) {
      return codec;
    }
    return new FaceSearchCodec(codec, new FaceSearchVectorsFormat(own, mappings));
  }
}

package org.facesearch.plugin.codec;

import java.util.Set;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.opensearch.index.codec.CodecServiceConfig;
import org.opensearch.index.mapper.MapperService;

/**
 * OpenSearch's codecs under their usual names ({@code default}, {@code lz4}, {@code
 * best_compression}, {@code zlib}, {@code lucene_default}, those of other plugins), each with the
 * vectors' format chosen by the mapping: {@code index.codec} goes on meaning what it meant. What it
 * means for stored fields is left alone but for the default, which is for speed.
 */
final class FaceSearchCodecService extends PlatformCodecs {
  private static final Set<String> FAST = Set.of(DEFAULT_CODEC, LZ4);

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
    StoredFieldsFormat storedFields = codec.storedFieldsFormat();
    return new FaceSearchCodec(
        codec,
        new FaceSearchVectorsFormat(own, mappings),
        FAST.contains(name) ? new FaceSearchStoredFieldsFormat(storedFields) : storedFields);
  }
}

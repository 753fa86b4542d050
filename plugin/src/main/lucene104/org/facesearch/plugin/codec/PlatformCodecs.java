package org.facesearch.plugin.codec;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsFormat.*;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.*;
import org.opensearch.index.codec.CodecService;
import org.opensearch.index.codec.CodecServiceConfig;

/**
 * What is told otherwise to OpenSearch and Lucene of other versions: here from 3.6, Lucene 10.4.
 */
class PlatformCodecs extends CodecService {

  PlatformCodecs(CodecServiceConfig config) {
    super(
        config.getMapperService(),
        config.getIndexSettings(),
        config.getLogger(),
        config.getAdditionalCodecs());
  }

  /** A graph over vectors of 8 bits per component. */
  static KnnVectorsFormat int8(int m, int efConstruction) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(
        ScalarEncoding.UNSIGNED_BYTE, m, efConstruction);
  }

  /** Of 4 bits. */
  static KnnVectorsFormat int4(int m, int efConstruction) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(
        ScalarEncoding.PACKED_NIBBLE, m, efConstruction);
  }

  /** Of one bit, compared with four of the query's. */
  static KnnVectorsFormat bit(int m, int efConstruction) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(
        ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, m, efConstruction);
  }
}

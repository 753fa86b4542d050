package org.facesearch.plugin.codec;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene102.Lucene102HnswBinaryQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswScalarQuantizedVectorsFormat;
import org.opensearch.index.codec.CodecService;
import org.opensearch.index.codec.CodecServiceConfig;

/** What is told otherwise to OpenSearch and Lucene of other versions: here 3.4, Lucene 10.3. */
class PlatformCodecs extends CodecService {

  PlatformCodecs(CodecServiceConfig config) {
    super(config.getMapperService(), config.getIndexSettings(), config.getLogger());
  }

  /** A graph over vectors of 7 bits per component, which is the most that this Lucene has. */
  static KnnVectorsFormat int8(int m, int efConstruction) {
    return scalar(7, m, efConstruction);
  }

  /** Of 4 bits, of which two are in a byte. */
  static KnnVectorsFormat int4(int m, int efConstruction) {
    return scalar(4, m, efConstruction);
  }

  /** Of one bit, compared with four of the query's. */
  static KnnVectorsFormat bit(int m, int efConstruction) {
    return new Lucene102HnswBinaryQuantizedVectorsFormat(m, efConstruction);
  }

  private static KnnVectorsFormat scalar(int bits, int m, int efConstruction) {
    return new Lucene99HnswScalarQuantizedVectorsFormat(
        m, efConstruction, 1, bits, bits == 4, null, null);
  }
}

package org.facesearch.plugin.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;

/**
 * Another codec with the vectors' format exchanged.
 *
 * <p>It keeps the other's name, which is what a segment remembers: the segment is then read by the
 * codec it would have been written with, and that finds the format of each field in the field's own
 * attributes. So a snapshot can be restored where this plugin is absent, as far as Lucene goes.
 */
final class FaceSearchCodec extends FilterCodec {
  private final KnnVectorsFormat vectors;

  FaceSearchCodec(Codec delegate, FaceSearchVectorsFormat vectors) {
    super(delegate.getName(), delegate);
    this.vectors = vectors;
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }
}

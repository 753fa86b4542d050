package org.facesearch.plugin.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.StoredFieldsFormat;

/**
 * Another codec with the formats of vectors and of stored fields exchanged.
 *
 * <p>It keeps the other's name, which is what a segment remembers: the segment is then read by the
 * codec it would have been written with, and that finds the format of each field in the field's own
 * attributes, and stored fields in files of its own format. So a snapshot can be restored where
 * this plugin is absent, as far as Lucene goes.
 */
final class FaceSearchCodec extends FilterCodec {
  private final KnnVectorsFormat vectors;
  private final StoredFieldsFormat storedFields;

  FaceSearchCodec(
      Codec delegate, FaceSearchVectorsFormat vectors, StoredFieldsFormat storedFields) {
    super(delegate.getName(), delegate);
    this.vectors = vectors;
    this.storedFields = storedFields;
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }

  @Override
  public StoredFieldsFormat storedFieldsFormat() {
    return storedFields;
  }
}

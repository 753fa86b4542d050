package org.facesearch.plugin.codec;

import java.io.IOException;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.codecs.lucene90.Lucene90StoredFieldsFormat;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/**
 * Stored fields of documents with vectors, cut so that the {@code _id} of a hit is read without the
 * vector in its {@code _source}.
 *
 * <p>Lucene compresses 80 KB of documents at a time, which for documents of a kilobyte is a good
 * trade. A vector of 512 components takes 6 KB as JSON and hardly shrinks, so that a search of ten
 * hits decompressed some hundred kilobytes of digits for ten ids. Here each document is a block of
 * its own, cut into slices of {@value #SLICE} bytes that are decompressed as they are read; and its
 * {@code _source} comes last, so that reading ends before it unless it is asked for.
 *
 * <p>The files are those of {@link Lucene90StoredFieldsFormat}, which reads them whatever the size
 * of their blocks and the order of a document's fields.
 */
final class FaceSearchStoredFieldsFormat extends StoredFieldsFormat {
  /** Bytes; a document of at least two of these is sliced. */
  static final int SLICE = 1024;

  /** As Lucene's. */
  private static final int DOCUMENTS_PER_BLOCK = 1024;

  /** As Lucene's: blocks whose places in the file are kept together. */
  private static final int INDEX_SHIFT = 10;

  private final StoredFieldsFormat reads;
  private final StoredFieldsFormat writes =
      new Lucene90CompressingStoredFieldsFormat(
          "Lucene90StoredFieldsFastData",
          Lucene90StoredFieldsFormat.BEST_SPEED_MODE,
          SLICE,
          DOCUMENTS_PER_BLOCK,
          INDEX_SHIFT);

  /** In the place of Lucene's, in its fast mode. */
  FaceSearchStoredFieldsFormat(StoredFieldsFormat reads) {
    this.reads = reads;
  }

  @Override
  public StoredFieldsReader fieldsReader(
      Directory directory, SegmentInfo segment, FieldInfos fields, IOContext context)
      throws IOException {
    return reads.fieldsReader(directory, segment, fields, context);
  }

  @Override
  public StoredFieldsWriter fieldsWriter(
      Directory directory, SegmentInfo segment, IOContext context) throws IOException {
    // What Lucene's reader goes by.
    segment.putAttribute(
        Lucene90StoredFieldsFormat.MODE_KEY, Lucene90StoredFieldsFormat.Mode.BEST_SPEED.name());
    return new SourceLast(writes.fieldsWriter(directory, segment, context));
  }
}

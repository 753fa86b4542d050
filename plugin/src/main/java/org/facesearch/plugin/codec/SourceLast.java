package org.facesearch.plugin.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.StoredFieldDataInput;
import org.apache.lucene.util.Accountable;
import org.apache.lucene.util.BytesRef;
import org.opensearch.index.mapper.SourceFieldMapper;

/**
 * Writes the {@code _source} of a document behind its other fields, and so what OpenSearch keeps of
 * a whole source for a while where the mapping leaves something out of it.
 */
final class SourceLast extends StoredFieldsWriter {
  private static final Set<String> SOURCES =
      Set.of(SourceFieldMapper.NAME, SourceFieldMapper.RECOVERY_SOURCE_NAME);

  private record Source(FieldInfo field, BytesRef value) {}

  private final StoredFieldsWriter out;
  private final List<Source> sources = new ArrayList<>(SOURCES.size());

  SourceLast(StoredFieldsWriter out) {
    this.out = out;
  }

  @Override
  public void startDocument() throws IOException {
    sources.clear();
    out.startDocument();
  }

  @Override
  public void finishDocument() throws IOException {
    for (Source source : sources) {
      out.writeField(source.field(), source.value());
    }
    out.finishDocument();
  }

  @Override
  public void writeField(FieldInfo field, BytesRef value) throws IOException {
    if (SOURCES.contains(field.name)) {
      // Not copied: whoever indexes a document leaves it as it is until it is finished.
      sources.add(new Source(field, value));
    } else {
      out.writeField(field, value);
    }
  }

  @Override
  public void writeField(FieldInfo field, StoredFieldDataInput value) throws IOException {
    if (SOURCES.contains(field.name)) {
      byte[] bytes = new byte[value.getLength()];
      value.getDataInput().readBytes(bytes, 0, bytes.length);
      sources.add(new Source(field, new BytesRef(bytes)));
    } else {
      out.writeField(field, value);
    }
  }

  @Override
  public void writeField(FieldInfo field, int value) throws IOException {
    out.writeField(field, value);
  }

  @Override
  public void writeField(FieldInfo field, long value) throws IOException {
    out.writeField(field, value);
  }

  @Override
  public void writeField(FieldInfo field, float value) throws IOException {
    out.writeField(field, value);
  }

  @Override
  public void writeField(FieldInfo field, double value) throws IOException {
    out.writeField(field, value);
  }

  @Override
  public void writeField(FieldInfo field, String value) throws IOException {
    out.writeField(field, value);
  }

  @Override
  public void finish(int documents) throws IOException {
    out.finish(documents);
  }

  /** Copies compressed blocks, in the order of fields that they have. */
  @Override
  public int merge(MergeState merge) throws IOException {
    return out.merge(merge);
  }

  @Override
  public long ramBytesUsed() {
    return out.ramBytesUsed();
  }

  @Override
  public Collection<Accountable> getChildResources() {
    return out.getChildResources();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

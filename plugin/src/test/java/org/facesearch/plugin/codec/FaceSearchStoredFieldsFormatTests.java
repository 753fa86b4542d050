package org.facesearch.plugin.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.BufferedIndexInput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.BytesRef;
import org.opensearch.index.fieldvisitor.FieldsVisitor;
import org.opensearch.index.mapper.Uid;
import org.opensearch.test.OpenSearchTestCase;

/** Documents with vectors in their source, written by one codec and read by Lucene's own. */
public class FaceSearchStoredFieldsFormatTests extends OpenSearchTestCase {
  private static final int DOCUMENTS = 60;

  private final Random random = new Random(28);
  private final AtomicLong read = new AtomicLong();
  private final Directory directory = new CountingDirectory(new ByteBuffersDirectory(), read);

  @Override
  public void tearDown() throws Exception {
    directory.close();
    super.tearDown();
  }

  /** Counts the bytes that are read of stored documents, not those of a buffer around them. */
  private static final class CountingDirectory extends FilterDirectory {
    private final AtomicLong read;

    CountingDirectory(Directory in, AtomicLong read) {
      super(in);
      this.read = read;
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      IndexInput input = super.openInput(name, context);
      return name.endsWith(".fdt") ? new Counting(input, read) : input;
    }
  }

  private static final class Counting extends BufferedIndexInput {
    private final IndexInput in;
    private final AtomicLong read;

    Counting(IndexInput in, AtomicLong read) {
      super("counting " + in, MIN_BUFFER_SIZE);
      this.in = in;
      this.read = read;
    }

    @Override
    protected void readInternal(ByteBuffer buffer) throws IOException {
      in.seek(getFilePointer());
      read.addAndGet(buffer.remaining());
      byte[] bytes = new byte[buffer.remaining()];
      in.readBytes(bytes, 0, bytes.length);
      buffer.put(bytes);
    }

    @Override
    protected void seekInternal(long place) {}

    @Override
    public long length() {
      return in.length();
    }

    @Override
    public BufferedIndexInput clone() {
      return new Counting(in.clone(), read);
    }

    @Override
    public IndexInput slice(String description, long offset, long length) throws IOException {
      return new Counting(in.slice(description, offset, length), read);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static Codec codec() {
    Codec lucene = TestUtil.getDefaultCodec();
    return new FilterCodec(lucene.getName(), lucene) {
      private final StoredFieldsFormat storedFields =
          new FaceSearchStoredFieldsFormat(lucene.storedFieldsFormat());

      @Override
      public StoredFieldsFormat storedFieldsFormat() {
        return storedFields;
      }
    };
  }

  private IndexWriterConfig config(Codec codec) {
    return new IndexWriterConfig()
        .setCodec(codec)
        .setUseCompoundFile(false)
        .setMergePolicy(NoMergePolicy.INSTANCE)
        .setMergeScheduler(new SerialMergeScheduler());
  }

  /** About 5,000 bytes that do not shrink; every sixth document has few. */
  private byte[] source(int i) {
    byte[] bytes = new byte[i % 6 == 5 ? 50 : 5_000 + i];
    random.nextBytes(bytes);
    return bytes;
  }

  /** In the order in which OpenSearch gives them: the source first. */
  private Document document(int i, byte[] source) {
    Document doc = new Document();
    doc.add(new StoredField("_source", new BytesRef(source)));
    doc.add(new StringField("key", String.valueOf(i), Field.Store.NO));
    doc.add(new NumericDocValuesField("order", -i));
    doc.add(new StoredField("_id", Uid.encodeId("id " + i)));
    doc.add(new StoredField("number", i));
    doc.add(new StoredField("long", (long) i));
    doc.add(new StoredField("float", i / 2f));
    doc.add(new StoredField("double", i / 3d));
    doc.add(new StoredField("text", "text " + i));
    if (i % 4 == 0) {
      doc.add(new StoredField("_recovery_source", new BytesRef(source)));
    }
    return doc;
  }

  private List<byte[]> write(IndexWriterConfig config) throws IOException {
    List<byte[]> sources = new ArrayList<>();
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        sources.add(source(i));
        writer.addDocument(document(i, sources.get(i)));
      }
    }
    return sources;
  }

  private static Object value(IndexableField field) {
    if (field.binaryValue() != null) {
      return field.binaryValue();
    }
    return field.numericValue() != null ? field.numericValue() : field.stringValue();
  }

  private static void assertKept(StoredFields fields, int doc, int i, byte[] source)
      throws IOException {
    List<IndexableField> kept = fields.document(doc).getFields();
    List<String> names =
        new ArrayList<>(List.of("_id", "number", "long", "float", "double", "text", "_source"));
    List<Object> values =
        new ArrayList<>(
            List.of(
                Uid.encodeId("id " + i),
                i,
                (long) i,
                i / 2f,
                i / 3d,
                "text " + i,
                new BytesRef(source)));
    if (i % 4 == 0) {
      names.add("_recovery_source");
      values.add(new BytesRef(source));
    }
    assertEquals(names, kept.stream().map(IndexableField::name).toList());
    assertEquals(values, kept.stream().map(FaceSearchStoredFieldsFormatTests::value).toList());
  }

  /** What reading the ids of all documents reads from the file, bytes a document. */
  private long readForAnId(DirectoryReader reader) throws IOException {
    read.set(0);
    StoredFields fields = reader.storedFields();
    for (int doc = 0; doc < reader.maxDoc(); doc++) {
      FieldsVisitor ids = new FieldsVisitor(false);
      fields.document(doc, ids);
      assertNotNull(ids.id());
    }
    return read.get() / reader.maxDoc();
  }

  public void testAnIdIsReadWithoutTheSource() throws IOException {
    List<byte[]> sources = write(config(codec()));
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        assertKept(reader.storedFields(), i, i, sources.get(i));
      }
      long bytes = readForAnId(reader);
      assertTrue(bytes + " bytes for an id", bytes < 3_000);
    }
  }

  public void testLucenesOwnReadsTheSource() throws IOException {
    write(config(TestUtil.getDefaultCodec()));
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      long bytes = readForAnId(reader);
      assertTrue(bytes + " bytes for an id", bytes > 5_000);
    }
  }

  public void testSorted() throws IOException {
    List<byte[]> sources =
        write(config(codec()).setIndexSort(new Sort(new SortField("order", SortField.Type.LONG))));
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        assertKept(reader.storedFields(), DOCUMENTS - 1 - i, i, sources.get(i));
      }
    }
  }

  public void testMerged() throws IOException {
    List<byte[]> sources = write(config(codec()));
    IndexWriterConfig merging = config(codec()).setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(directory, merging)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        sources.add(source(DOCUMENTS + i));
        writer.addDocument(document(DOCUMENTS + i, sources.get(DOCUMENTS + i)));
      }
      writer.flush();
      writer.deleteDocuments(new Term("key", "3"));
      writer.forceMerge(1);
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      assertEquals(1, reader.leaves().size());
      assertEquals(2 * DOCUMENTS - 1, reader.maxDoc());
      for (int doc = 0; doc < reader.maxDoc(); doc++) {
        int i = doc < 3 ? doc : doc + 1;
        assertKept(reader.storedFields(), doc, i, sources.get(i));
      }
      long bytes = readForAnId(reader);
      assertTrue(bytes + " bytes for an id", bytes < 3_000);
    }
  }
}

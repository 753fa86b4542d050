package org.facesearch.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * By Lucene in this process: a graph over the same encoding as a group's in one segment, its {@code
 * k} being {@code ef}, and nothing around it.
 */
final class RawLucene implements Neighbours, Closeable {

  private static final String FACE = "face";
  private static final String TAG = "tag";
  private static final String VECTOR = "vector";

  private final LargeGroup group;
  private final Path folder;
  private final List<float[]> probes;
  private DirectoryReader reader;

  RawLucene(Plan plan, LargeGroup group) {
    this.group = group;
    this.folder = plan.work().resolve("lucene-" + group.count());
    this.probes = IntStream.range(0, plan.probes()).mapToObj(group.vectors()::probe).toList();
  }

  @Override
  public String name() {
    return "Lucene in process";
  }

  @Override
  public void fill() throws Exception {
    Files.createDirectories(folder);
    try (FSDirectory directory = MMapDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        write(directory);
      }
    }
    reader = DirectoryReader.open(MMapDirectory.open(folder));
  }

  private void write(FSDirectory directory) throws Exception {
    long begin = System.nanoTime();
    IndexWriterConfig config =
        new IndexWriterConfig().setCodec(new Encoded()).setRAMBufferSizeMB(256);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      new Clients(Runtime.getRuntime().availableProcessors())
          .share(group.count(), (client, face) -> writer.addDocument(document(face)));
      writer.forceMerge(1);
    }
    System.out.printf(
        Locale.ROOT, "# %s filled in %.0f s%n", folder, (System.nanoTime() - begin) / 1e9);
  }

  /**
   * Named as Lucene's own, which reads what this wrote: a segment tells the format of its vectors.
   */
  private static final class Encoded extends org.apache.lucene.codecs.FilterCodec {
    private final KnnVectorsFormat vectors =
        new org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return new Lucene104HnswScalarQuantizedVectorsFormat(
                ScalarEncoding.UNSIGNED_BYTE, 16, 100);
          }
        };

    Encoded() {
      super(new Lucene104Codec().getName(), new Lucene104Codec());
    }

    @Override
    public KnnVectorsFormat knnVectorsFormat() {
      return vectors;
    }
  }

  private Document document(int face) {
    Document document = new Document();
    document.add(new NumericDocValuesField(FACE, face));
    document.add(new StringField(TAG, group.tag(face), Field.Store.NO));
    document.add(
        new KnnFloatVectorField(
            VECTOR, group.vectors().photo(face), VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  @Override
  public Client client(String tag, int ef) {
    IndexSearcher searcher = new IndexSearcher(reader);
    Query filter = tag.isEmpty() ? null : new TermQuery(new Term(TAG, tag));
    return new Client() {
      @Override
      public void search(int probe) throws IOException {
        found(probe % probes.size());
      }

      @Override
      public Set<Integer> found(int probe) throws IOException {
        Query query = new KnnFloatVectorQuery(VECTOR, probes.get(probe), Math.max(K, ef), filter);
        Set<Integer> faces = new HashSet<>();
        for (ScoreDoc hit : searcher.search(query, K).scoreDocs) {
          faces.add(face(hit.doc));
        }
        return faces;
      }

      @Override
      public void close() {}
    };
  }

  private int face(int doc) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    NumericDocValues faces = leaf.reader().getNumericDocValues(FACE);
    faces.advanceExact(doc - leaf.docBase);
    return (int) faces.longValue();
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader.directory().close();
    }
  }
}

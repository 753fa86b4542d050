package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.search.QueryUtils;
import org.facesearch.plugin.mapper.UnitVector;
import org.opensearch.test.OpenSearchTestCase;

/** The Lucene query on small indices, where every answer is known. */
public class VisualKnnQueryTests extends OpenSearchTestCase {
  private Directory directory;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  @Override
  public void tearDown() throws Exception {
    if (reader != null) {
      reader.close();
      directory.close();
    }
    super.tearDown();
  }

  /** One segment for each five documents, each with a vector at an angle (degrees) of the plane. */
  private void index(double... angles) throws IOException {
    directory = new ByteBuffersDirectory();
    IndexWriterConfig config = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < angles.length; i++) {
        Document doc = new Document();
        doc.add(new StringField("id", String.valueOf(i), Field.Store.YES));
        doc.add(new StringField("parity", i % 2 == 0 ? "even" : "odd", Field.Store.NO));
        if (!Double.isNaN(angles[i])) {
          doc.add(
              new KnnFloatVectorField(
                  "v", direction(angles[i]).toArray(), VectorSimilarityFunction.DOT_PRODUCT));
        }
        writer.addDocument(doc);
        if (i % 5 == 4) {
          writer.commit();
        }
      }
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  private static UnitVector direction(double degrees) {
    double angle = Math.toRadians(degrees);
    return UnitVector.of("v", new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
  }

  private static VisualKnnQuery query(double degrees, KnnOptions options, Query filter) {
    return new VisualKnnQuery(
        "v", CosineExplanation.ofModel("tiny-face"), direction(degrees), options, filter, null);
  }

  private int[] docs(Query query) throws IOException {
    return Arrays.stream(searcher.search(query, 100).scoreDocs).mapToInt(hit -> hit.doc).toArray();
  }

  public void testTheNearestOfAllSegments() throws IOException {
    index(90, 10, 80, 20, 70, 30, 60, 40, 50, 0, 5, Double.NaN);
    assertEquals(3, reader.leaves().size());
    assertArrayEquals(new int[] {9, 10, 1}, docs(query(0, KnnOptions.DEFAULT.withK(3), null)));
    for (ScoreDoc hit : searcher.search(query(0, KnnOptions.DEFAULT, null), 100).scoreDocs) {
      double angle = new double[] {90, 10, 80, 20, 70, 30, 60, 40, 50, 0, 5}[hit.doc];
      assertEquals((1 + Math.cos(Math.toRadians(angle))) / 2, hit.score, 1e-6);
    }
  }

  public void testEqualScoresAreCutByDocument() throws IOException {
    double[] angles = new double[40];
    Arrays.fill(angles, 30);
    angles[33] = 0;
    index(angles);
    assertArrayEquals(
        new int[] {33, 0, 1, 2, 3, 4}, docs(query(0, KnnOptions.DEFAULT.withK(6), null)));
  }

  public void testTheThresholdIsACosine() throws IOException {
    index(0, 59, 61, 180);
    KnnOptions half = KnnOptions.DEFAULT.withThreshold(.5f);
    assertArrayEquals(new int[] {0, 1}, docs(query(0, half, null)));
    assertArrayEquals(new int[] {0}, docs(query(0, half.withThreshold(1), null)));
    assertArrayEquals(new int[] {0, 1, 2, 3}, docs(query(0, half.withThreshold(-1), null)));
    assertEquals(
        MatchNoDocsQuery.class,
        query(120, half.withThreshold(.99f), null).rewrite(searcher).getClass());
  }

  public void testTheFilterComesBeforeTheCut() throws IOException {
    index(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    Query odd = new TermQuery(new Term("parity", "odd"));
    assertArrayEquals(
        new int[] {1, 3, 5}, docs(query(0, KnnOptions.DEFAULT.withK(3).withEf(3), odd)));
    assertArrayEquals(
        new int[0],
        docs(query(0, KnnOptions.DEFAULT, new TermQuery(new Term("parity", "neither")))));
  }

  public void testNoSuchField() throws IOException {
    index(Double.NaN, Double.NaN);
    assertArrayEquals(new int[0], docs(query(0, KnnOptions.DEFAULT, null)));
  }

  public void testWithOtherClauses() throws IOException {
    index(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
    VisualKnnQuery knn = query(0, KnnOptions.DEFAULT.withK(4), null);
    Query odd = new TermQuery(new Term("parity", "odd"));
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    assertArrayEquals(
        new int[] {1, 3}, docs(both.add(knn, Occur.MUST).add(odd, Occur.FILTER).build()));
    BooleanQuery.Builder without = new BooleanQuery.Builder();
    assertArrayEquals(
        new int[] {5, 7, 9}, docs(without.add(odd, Occur.MUST).add(knn, Occur.MUST_NOT).build()));
    assertEquals(4, searcher.count(knn));
    assertEquals(3, searcher.search(new BoostQuery(knn, 3), 1).scoreDocs[0].score, 1e-6);
  }

  public void testExplain() throws IOException {
    index(0, 60, 90, 120, 150, 180);
    Query boosted = new BoostQuery(query(0, KnnOptions.DEFAULT.withK(2), null), 2);
    Explanation explanation = searcher.explain(boosted, 1);
    assertEquals(1.5, explanation.getValue().doubleValue(), 1e-6);
    Explanation cosine = explanation.getDetails()[0].getDetails()[0];
    assertEquals("cosine of the two vectors, model [tiny-face]", cosine.getDescription());
    assertEquals(.5, cosine.getValue().doubleValue(), 1e-6);
    assertFalse(searcher.explain(boosted, 2).isMatch());
  }

  public void testFoundForOneReaderOnly() throws IOException {
    index(0, 1, 2);
    Query found = query(0, KnnOptions.DEFAULT, null).rewrite(searcher);
    QueryUtils.check(found);
    assertEquals(found, query(0, KnnOptions.DEFAULT, null).rewrite(searcher));
    try (DirectoryReader other = DirectoryReader.open(directory)) {
      IndexSearcher elsewhere = new IndexSearcher(other);
      assertNotEquals(found, query(0, KnnOptions.DEFAULT, null).rewrite(elsewhere));
      expectThrows(IllegalStateException.class, () -> elsewhere.search(found, 1));
    }
  }

  public void testEqualityAndText() {
    Query filter = new TermQuery(new Term("parity", "odd"));
    VisualKnnQuery query = query(0, KnnOptions.DEFAULT, filter);
    QueryUtils.check(query);
    QueryUtils.checkEqual(query, query(0, KnnOptions.DEFAULT, filter));
    QueryUtils.checkUnequal(query, query(1, KnnOptions.DEFAULT, filter));
    QueryUtils.checkUnequal(query, query(0, KnnOptions.DEFAULT, null));
    QueryUtils.checkUnequal(query, query(0, KnnOptions.DEFAULT.withK(11), filter));
    QueryUtils.checkUnequal(query, query(0, KnnOptions.DEFAULT.withEf(11), filter));
    QueryUtils.checkUnequal(query, query(0, KnnOptions.DEFAULT.withThreshold(0), filter));
    assertEquals(
        "VisualKnnQuery(v, [1.0, ...], k=10, ef=100, threshold=0.5, filter=parity:odd)",
        query(0, KnnOptions.DEFAULT.withThreshold(.5f), filter).toString());
  }

  public void testManySegmentsAndDeletions() throws IOException {
    Random seeded = new Random(7);
    double[] angles = new double[500];
    for (int i = 0; i < angles.length; i++) {
      angles[i] = 360 * seeded.nextDouble();
    }
    index(angles);
    IndexWriterConfig config = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < 500; i += 3) {
        writer.deleteDocuments(new Term("id", String.valueOf(i)));
      }
    }
    reader.close();
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
    int[] hits = docs(query(0, KnnOptions.DEFAULT.withK(50), null));
    assertEquals(50, hits.length);
    double last = 2;
    for (int hit : hits) {
      int id = Integer.parseInt(searcher.storedFields().document(hit).get("id"));
      assertNotEquals(0, id % 3);
      double cosine = Math.cos(Math.toRadians(angles[id]));
      assertTrue(cosine <= last + 1e-6);
      last = cosine;
    }
  }
}

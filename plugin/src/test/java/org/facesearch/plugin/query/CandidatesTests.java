package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.VectorUtil;
import org.opensearch.test.OpenSearchTestCase;

/**
 * Strangers in all directions, so that a graph misses some of the nearest: whether all are found
 * tells whether all were compared.
 */
public class CandidatesTests extends OpenSearchTestCase {
  private static final int DIMENSION = 64;
  private static final int PROBES = 20;

  /** Of one document, where vectors are in nested ones. */
  private static final int CHILDREN = 2;

  private static final int WIDTH = 10;

  /** More than are compared for so many candidates. */
  private static final int MANY = 3 * WIDTH * Candidates.COMPARED_FOR_A_CANDIDATE;

  private final Random random = new Random(29);
  private final List<float[]> vectors = new ArrayList<>();
  private Directory directory;
  private DirectoryReader reader;

  @Override
  public void tearDown() throws Exception {
    if (reader != null) {
      reader.close();
      directory.close();
    }
    super.tearDown();
  }

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return VectorUtil.l2normalize(vector);
  }

  private Document child() {
    int number = vectors.size();
    vectors.add(vector());
    Document doc = new Document();
    doc.add(new StringField("half", String.valueOf(number % 2 == 0), Field.Store.NO));
    doc.add(new KnnFloatVectorField("v", vectors.getLast(), VectorSimilarityFunction.DOT_PRODUCT));
    return doc;
  }

  /**
   * One segment; the vectors' documents come before that around them, which a filter may match too.
   */
  private void index(int count, boolean nested) throws IOException {
    directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      while (vectors.size() < count) {
        if (nested) {
          List<Document> block = new ArrayList<>();
          for (int i = 0; i < CHILDREN; i++) {
            block.add(child());
          }
          Document parent = new Document();
          parent.add(new StringField("kind", "parent", Field.Store.NO));
          parent.add(new StringField("half", "true", Field.Store.NO));
          block.add(parent);
          writer.addDocuments(block);
        } else {
          writer.addDocument(child());
        }
      }
      writer.forceMerge(1);
    }
    reader = DirectoryReader.open(directory);
  }

  /** The nearest by comparing all, and of each block one where there are blocks. */
  private Set<Integer> nearest(float[] probe, IntPredicate admitted, boolean nested) {
    Set<Integer> blocks = new HashSet<>();
    Set<Integer> nearest = new HashSet<>();
    IntStream.range(0, vectors.size())
        .filter(admitted)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -VectorUtil.dotProduct(probe, vectors.get(i))))
        .forEach(
            i -> {
              if (nearest.size() < WIDTH && blocks.add(nested ? i / CHILDREN : i)) {
                nearest.add(i);
              }
            });
    return nearest;
  }

  private double recall(int width, Query filter, IntPredicate admitted, BitSetProducer parents)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    int found = 0;
    for (int i = 0; i < PROBES; i++) {
      float[] probe = vector();
      Query query = Candidates.query("v", probe, width, filter, parents);
      Set<Integer> nearest = nearest(probe, admitted, parents != null);
      for (ScoreDoc hit : searcher.search(query, WIDTH).scoreDocs) {
        int vector = parents == null ? hit.doc : hit.doc - hit.doc / (CHILDREN + 1);
        found += nearest.contains(vector) ? 1 : 0;
      }
    }
    return (double) found / (WIDTH * PROBES);
  }

  private static Query half() {
    return new TermQuery(new Term("half", "true"));
  }

  private static BitSetProducer parents() {
    return new QueryBitSetProducer(new TermQuery(new Term("kind", "parent")));
  }

  public void testManyAreWalked() throws IOException {
    index(MANY, false);
    double recall = recall(WIDTH, null, i -> true, null);
    assertTrue(String.valueOf(recall), recall < 1);
  }

  public void testFewAreCompared() throws IOException {
    index(MANY, false);
    assertEquals(1, recall(MANY / Candidates.COMPARED_FOR_A_CANDIDATE, null, i -> true, null), 0);
  }

  public void testWhatAFilterLeavesIsCompared() throws IOException {
    index(MANY, false);
    assertEquals(1, recall(WIDTH, half(), i -> i % 2 == 0, null), 0);
  }

  public void testManyOfParentsAreWalked() throws IOException {
    index(MANY, true);
    double recall = recall(WIDTH, null, i -> true, parents());
    assertTrue(String.valueOf(recall), recall < 1);
  }

  public void testFewOfParentsAreCompared() throws IOException {
    index(MANY, true);
    assertEquals(
        1, recall(MANY / Candidates.COMPARED_FOR_A_CANDIDATE, null, i -> true, parents()), 0);
    assertEquals(1, recall(WIDTH, half(), i -> i % 2 == 0, parents()), 0);
  }
}

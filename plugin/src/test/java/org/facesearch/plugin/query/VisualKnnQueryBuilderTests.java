package org.facesearch.plugin.query;

import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.facesearch.plugin.codec.VectorEncoding;
import org.facesearch.plugin.mapper.UnitVector;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.common.compress.CompressedXContent;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.get.GetResult;
import org.opensearch.index.mapper.MapperService;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.MatchAllQueryBuilder;
import org.opensearch.index.query.MatchNoneQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.QueryShardException;
import org.opensearch.index.query.TermQueryBuilder;
import org.opensearch.index.query.WrapperQueryBuilder;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.AbstractQueryTestCase;
import org.opensearch.test.TestGeoShapeFieldMapperPlugin;

public class VisualKnnQueryBuilderTests extends AbstractQueryTestCase<VisualKnnQueryBuilder> {
  private static final String FIELD = "vector";
  private static final float[] VECTOR = {1, 2, 3, 4, 5, 6, 7, 8};

  @SuppressWarnings("deprecation")
  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    // The second for the framework's own mapping.
    return List.of(VisualVectorTestPlugin.class, TestGeoShapeFieldMapperPlugin.class);
  }

  @Override
  protected void initializeAdditionalMappings(MapperService mappings) throws IOException {
    mappings.merge(
        "_doc",
        new CompressedXContent(
            "{\"properties\":{\"vector\":{\"type\":\"visual_vector\",\"model\":\"face\"},"
                + "\"face_alias\":{\"type\":\"alias\",\"path\":\"vector\"}}}"),
        MapperService.MergeReason.MAPPING_UPDATE);
  }

  private static VisualKnnQueryBuilder builder(KnnOptions options) {
    return new VisualKnnQueryBuilder(FIELD, VECTOR, options, null);
  }

  @Override
  protected VisualKnnQueryBuilder doCreateTestQueryBuilder() {
    int k = randomIntBetween(1, 1000);
    KnnOptions options =
        new KnnOptions(
            k,
            randomBoolean() ? null : randomIntBetween(k, 10_000),
            randomBoolean() ? null : 2 * randomFloat() - 1,
            randomBoolean());
    QueryBuilder filter =
        randomBoolean() ? null : new TermQueryBuilder(KEYWORD_FIELD_NAME, randomAlphaOfLength(5));
    return builder(randomProbe(), options, filter);
  }

  private static Probe randomProbe() {
    return switch (randomInt(3)) {
      case 0 -> new ImageProbe(randomAlphaOfLength(20));
      case 1 ->
          new LikeProbe(
              FakeProbes.INDEX,
              randomAlphaOfLength(5),
              randomBoolean() ? null : randomAlphaOfLength(3),
              randomBoolean() ? null : FIELD);
      default -> {
        float[] vector = new float[8];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = 1 + randomFloat();
        }
        yield new VectorProbe(vector, randomBoolean() ? null : FakeProbes.MODEL);
      }
    };
  }

  private static VisualKnnQueryBuilder builder(
      Probe probe, KnnOptions options, QueryBuilder filter) {
    return new VisualKnnQueryBuilder(FIELD, probe, options, filter, FakeProbes::withoutNode);
  }

  /** Every document there is holds the same vector. */
  @Override
  protected GetResponse executeGet(GetRequest request) {
    return new GetResponse(
        new GetResult(
            request.index(),
            request.id(),
            0,
            1,
            1,
            !request.id().equals("missing"),
            new BytesArray("{\"" + FIELD + "\":[1,2,3,4,5,6,7,8]}"),
            Map.of(),
            Map.of()));
  }

  /** A picture and another document are looked up before; a shard could not. */
  @Override
  public void testMustRewrite() throws IOException {
    assertEquals(
        VisualKnnQuery.class, builder(KnnOptions.DEFAULT).toQuery(createShardContext()).getClass());
    for (Probe probe : List.of(new ImageProbe("x"), new LikeProbe("people", "1", null, null))) {
      expectThrows(
          IllegalArgumentException.class,
          () -> builder(probe, KnnOptions.DEFAULT, null).toQuery(createShardContext()));
    }
  }

  private QueryBuilder rewritten(Probe probe, QueryBuilder filter) throws IOException {
    return rewriteQuery(
        builder(probe, KnnOptions.DEFAULT.withK(3), filter).boost(2).queryName("me"),
        new QueryShardContext(createShardContext()));
  }

  public void testAPictureBecomesAVector() throws IOException {
    assertEquals(
        builder(
                new VectorProbe(FakeProbes.vector("ada"), FakeProbes.MODEL),
                KnnOptions.DEFAULT.withK(3),
                new MatchAllQueryBuilder())
            .boost(2)
            .queryName("me"),
        rewritten(new ImageProbe("ada"), new WrapperQueryBuilder("{\"match_all\":{}}")));
  }

  public void testADocumentBecomesItsVector() throws IOException {
    assertEquals(
        builder(new VectorProbe(VECTOR, FakeProbes.MODEL), KnnOptions.DEFAULT.withK(3), null)
            .boost(2)
            .queryName("me"),
        rewritten(new LikeProbe(FakeProbes.INDEX, "7", null, null), null));
  }

  public void testNothingIsLookedUpForAFilterOfNothing() throws IOException {
    assertEquals(
        MatchNoneQueryBuilder.class,
        rewritten(new ImageProbe(FakeProbes.NO_FACE), new MatchNoneQueryBuilder()).getClass());
  }

  public void testAPendingProbeStaysOnItsNode() {
    PendingProbe pending = new PendingProbe(() -> null);
    assertSame(pending, pending.settled());
    expectThrows(
        IllegalStateException.class,
        () -> builder(pending, KnnOptions.DEFAULT, null).writeTo(new BytesStreamOutput()));
  }

  public void testAnotherModel() throws IOException {
    QueryBuilder other =
        builder(new VectorProbe(new float[] {1, 2}, "other"), KnnOptions.DEFAULT, null);
    OtherModelException e =
        expectThrows(OtherModelException.class, () -> other.toQuery(createShardContext()));
    assertThat(e.getMessage(), containsString("[tiny-face]"));
    assertThat(e.getMessage(), containsString("[other]"));
    assertEquals(RestStatus.CONFLICT, e.status());
    // As another node would tell it.
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      out.writeException(e);
      Exception remote = out.bytes().streamInput().readException();
      assertEquals(RestStatus.CONFLICT, ExceptionsHelper.status(remote));
      assertThat(remote.getMessage(), containsString(e.getMessage()));
    }
  }

  public void testTheOtherFormsAsJson() throws IOException {
    String image =
        "{\"visual_knn\":{\"field\":\"vector\",\"image\":\"data:,x\",\"k\":10,"
            + "\"ignore_unmapped\":false,\"boost\":1.0}}";
    assertEquals(builder(new ImageProbe("data:,x"), KnnOptions.DEFAULT, null), parseQuery(image));
    checkGeneratedJson(image, parseQuery(image));
    String like =
        "{\"visual_knn\":{\"field\":\"vector\",\"like\":{\"index\":\"people\",\"id\":\"7\","
            + "\"routing\":\"r\",\"field\":\"face\"},\"k\":10,\"ignore_unmapped\":false,"
            + "\"boost\":1.0}}";
    assertEquals(
        builder(new LikeProbe("people", "7", "r", "face"), KnnOptions.DEFAULT, null),
        parseQuery(like));
    checkGeneratedJson(like, parseQuery(like));
    String vector =
        "{\"visual_knn\":{\"field\":\"vector\",\"vector\":[1.0,2.0],\"model\":\"m\",\"k\":10,"
            + "\"ignore_unmapped\":false,\"boost\":1.0}}";
    assertEquals(
        builder(new VectorProbe(new float[] {1, 2}, "m"), KnnOptions.DEFAULT, null),
        parseQuery(vector));
    checkGeneratedJson(vector, parseQuery(vector));
  }

  @Override
  public VisualKnnQueryBuilder mutateInstance(VisualKnnQueryBuilder instance) throws IOException {
    return randomBoolean()
        ? changeNameOrBoost(instance)
        : (VisualKnnQueryBuilder) instance.filter(QueryBuilders.existsQuery(INT_FIELD_NAME));
  }

  @Override
  protected void doAssertLuceneQuery(
      VisualKnnQueryBuilder builder, Query query, QueryShardContext context) {
    assertEquals(VisualKnnQuery.class, query.getClass());
  }

  /** Further filters are searched within, not taken from the hits. */
  @Override
  public void testFilter() throws IOException {
    VisualKnnQueryBuilder plain = builder(KnnOptions.DEFAULT);
    assertSame(plain, plain.filter(null));
    QueryBuilder first = new TermQueryBuilder("a", 1);
    QueryBuilder second = new TermQueryBuilder("b", 2);
    assertEquals(
        new VisualKnnQueryBuilder(FIELD, VECTOR, KnnOptions.DEFAULT, first), plain.filter(first));
    assertEquals(
        new VisualKnnQueryBuilder(
                FIELD,
                VECTOR,
                KnnOptions.DEFAULT,
                new BoolQueryBuilder().filter(first).filter(second))
            .boost(2)
            .queryName("me"),
        plain.boost(2).queryName("me").filter(first).filter(second));
  }

  public void testFullJson() throws IOException {
    QueryBuilder parsed =
        parseQuery(
            "{\"visual_knn\":{\"filter\":{\"term\":{\"tag\":{\"value\":\"staff\"}}},"
                + "\"field\":\"vector\",\"vector\":[1,2,3,4,5,6,7,8],\"k\":5,\"ef\":50,"
                + "\"threshold\":0.25,\"ignore_unmapped\":true,\"boost\":2.0,\"_name\":\"n\"}}");
    assertEquals(
        new VisualKnnQueryBuilder(
                FIELD,
                VECTOR,
                KnnOptions.DEFAULT.withK(5).withEf(50).withThreshold(.25f).withIgnoreUnmapped(true),
                new TermQueryBuilder("tag", "staff"))
            .boost(2)
            .queryName("n"),
        parsed);
    checkGeneratedJson(
        "{\"visual_knn\":{\"field\":\"vector\",\"vector\":[1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0],"
            + "\"k\":5,\"ef\":50,\"threshold\":0.25,\"ignore_unmapped\":true,"
            + "\"filter\":{\"term\":{\"tag\":{\"value\":\"staff\",\"boost\":1.0}}},"
            + "\"boost\":2.0,\"_name\":\"n\"}}",
        parsed);
  }

  public void testDefaults() throws IOException {
    QueryBuilder parsed =
        parseQuery("{\"visual_knn\":{\"field\":\"vector\",\"vector\":[1,2,3,4,5,6,7,8]}}");
    assertEquals(builder(new KnnOptions(10, null, null, false)), parsed);
    assertEquals(100, KnnOptions.DEFAULT.candidates());
    assertEquals(250, KnnOptions.DEFAULT.withK(250).candidates());
    assertEquals(20, KnnOptions.DEFAULT.withEf(20).candidates());
    assertEquals(200, KnnOptions.DEFAULT.orElse(VectorEncoding.BIT).candidates());
    assertEquals(2000, KnnOptions.DEFAULT.withK(1000).orElse(VectorEncoding.INT4).candidates());
    assertEquals(10_000, KnnOptions.DEFAULT.withK(9000).orElse(VectorEncoding.BIT).candidates());
    assertEquals(20, KnnOptions.DEFAULT.withEf(20).orElse(VectorEncoding.BIT).candidates());
  }

  private static void assertInvalid(String why, ThrowingRunnable run) {
    assertThat(
        expectThrows(IllegalArgumentException.class, run::run).getMessage(), containsString(why));
  }

  private interface ThrowingRunnable {
    void run() throws IOException;
  }

  public void testOptionsOutOfRange() {
    assertInvalid("[k] must be between 1 and 10000, was 0", () -> KnnOptions.DEFAULT.withK(0));
    assertInvalid("[k] must be", () -> KnnOptions.DEFAULT.withK(10_001));
    assertInvalid("between [k] (10) and 10000, was 9", () -> KnnOptions.DEFAULT.withEf(9));
    assertInvalid("[ef] must be", () -> KnnOptions.DEFAULT.withEf(10_001));
    for (float threshold : new float[] {-1.01f, 1.01f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertInvalid("[threshold] is a cosine", () -> KnnOptions.DEFAULT.withThreshold(threshold));
    }
  }

  public void testRequestsRefused() {
    String vector = "\"vector\":[1,2,3,4,5,6,7,8]";
    for (Map.Entry<String, String> bodyAndWhy :
        Map.of(
                "\"field\":\"v\",\"image\":\"x\"," + vector,
                "exactly one of [vector], [image] and [like], got 2",
                "\"field\":\"v\",\"image\":\"x\",\"model\":\"m\"",
                "[model] goes with [vector]",
                "\"field\":\"v\",\"like\":{\"index\":\"i\"}",
                "failed to parse field [like]",
                "\"field\":\"v\",\"like\":{\"index\":\"\",\"id\":\"1\"}",
                "failed to parse field [like]")
            .entrySet()) {
      assertInvalid(
          bodyAndWhy.getValue(),
          () -> parseQuery("{\"visual_knn\":{" + bodyAndWhy.getKey() + "}}"));
    }
    for (Map.Entry<String, String> bodyAndWhy :
        Map.of(
                "\"field\":\"vector\"",
                "exactly one of [vector], [image] and [like], got 0",
                vector,
                "requires a [field]",
                "\"field\":\"v\",\"vector\":[0,0]",
                "field [v]: a zero vector",
                "\"field\":\"v\",\"vector\":[1,1e39]",
                "field [v]: component 1",
                "\"field\":\"v\",\"vector\":[]",
                "field [v]: a zero vector",
                "\"field\":\"v\",\"vector\":[1,\"2\"]",
                "failed to parse field [vector]",
                "\"field\":\"v\",\"vector\":1",
                "[vector]",
                "\"field\":\"v\",\"k\":0," + vector,
                "[k] must be",
                "\"field\":\"v\",\"k\":20,\"ef\":10," + vector,
                "[ef] must be",
                "\"field\":\"v\",\"threshold\":2," + vector,
                "[threshold] is a cosine")
            .entrySet()) {
      assertInvalid(
          bodyAndWhy.getValue(),
          () -> parseQuery("{\"visual_knn\":{" + bodyAndWhy.getKey() + "}}"));
    }
    for (float[] bad :
        new float[][] {new float[8], {Float.NaN}, {Float.NEGATIVE_INFINITY, 1}, null}) {
      expectThrows(
          IllegalArgumentException.class,
          () -> new VisualKnnQueryBuilder(FIELD, bad, KnnOptions.DEFAULT, null));
    }
    expectThrows(
        IllegalArgumentException.class,
        () -> parseQuery("{\"visual_knn\":{\"filter\":{\"no\":{}}}}"));
  }

  public void testFieldsRefused() throws IOException {
    for (String field : new String[] {"nowhere", KEYWORD_FIELD_NAME, OBJECT_FIELD_NAME}) {
      QueryShardException e =
          expectThrows(
              QueryShardException.class,
              () ->
                  new VisualKnnQueryBuilder(field, VECTOR, KnnOptions.DEFAULT, null)
                      .toQuery(createShardContext()));
      assertThat(e.getMessage(), containsString("field [" + field + "] is not a visual_vector"));
      assertEquals(400, e.status().getStatus());
    }
    KnnOptions ignoring = KnnOptions.DEFAULT.withIgnoreUnmapped(true);
    assertEquals(
        MatchNoDocsQuery.class,
        new VisualKnnQueryBuilder("nowhere", VECTOR, ignoring, null)
            .toQuery(createShardContext())
            .getClass());
    expectThrows(
        QueryShardException.class,
        () ->
            new VisualKnnQueryBuilder(KEYWORD_FIELD_NAME, VECTOR, ignoring, null)
                .toQuery(createShardContext()));
    IllegalArgumentException dimension =
        expectThrows(
            IllegalArgumentException.class,
            () ->
                new VisualKnnQueryBuilder(FIELD, new float[] {1, 2}, KnnOptions.DEFAULT, null)
                    .toQuery(createShardContext()));
    assertThat(
        dimension.getMessage(),
        containsString(
            "field [vector] holds vectors of dimension 8 (model [tiny-face]), not of 2"));
  }

  public void testAFieldAliasIsFollowed() throws IOException {
    assertEquals(
        new VisualKnnQuery(
            FIELD,
            CosineExplanation.ofModel("tiny-face"),
            UnitVector.of(FIELD, VECTOR),
            KnnOptions.DEFAULT.withEf(100),
            null,
            null),
        new VisualKnnQueryBuilder("face_alias", VECTOR, KnnOptions.DEFAULT, null)
            .toQuery(createShardContext()));
  }

  public void testTheFilterIsRewritten() throws IOException {
    QueryBuilder wrapped = new WrapperQueryBuilder("{\"match_all\":{}}");
    VisualKnnQueryBuilder query =
        new VisualKnnQueryBuilder(FIELD, VECTOR, KnnOptions.DEFAULT, wrapped)
            .boost(3)
            .queryName("me");
    assertEquals(
        new VisualKnnQueryBuilder(FIELD, VECTOR, KnnOptions.DEFAULT, new MatchAllQueryBuilder())
            .boost(3)
            .queryName("me"),
        query.rewrite(createShardContext()));
    assertEquals(
        MatchNoneQueryBuilder.class,
        new VisualKnnQueryBuilder(FIELD, VECTOR, KnnOptions.DEFAULT, new MatchNoneQueryBuilder())
            .rewrite(createShardContext())
            .getClass());
  }

  public void testVisitorsSeeTheFilter() {
    List<QueryBuilder> seen = new ArrayList<>();
    QueryBuilder filter = new MatchAllQueryBuilder();
    VisualKnnQueryBuilder query =
        new VisualKnnQueryBuilder(FIELD, VECTOR, KnnOptions.DEFAULT, filter);
    query.visit(createTestVisitor(seen));
    assertEquals(List.of(query, filter), seen);
  }
}

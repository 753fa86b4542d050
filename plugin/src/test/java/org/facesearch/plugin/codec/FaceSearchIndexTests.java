package org.facesearch.plugin.codec;

import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.facesearch.plugin.query.KnnOptions;
import org.facesearch.plugin.query.VisualKnnQueryBuilder;
import org.opensearch.action.support.clustermanager.AcknowledgedResponse;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsException;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.IndexService;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.mapper.MapperParsingException;
import org.opensearch.index.shard.IndexShardTestCase;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** Indices with and without the codec, on a node. */
public class FaceSearchIndexTests extends OpenSearchSingleNodeTestCase {
  private static final float[] VECTOR = {1, 2, 3, 4, 5, 6, 7, 8};

  /** A codec by Lucene's name for it. */
  private static final String LUCENE = Codec.getDefault().getName();

  /** k-NN, as far as creating an index goes. */
  public static final class KnnLikePlugin extends Plugin {
    @Override
    public List<Setting<?>> getSettings() {
      return List.of(
          Setting.boolSetting(
              "index.knn", false, Setting.Property.IndexScope, Setting.Property.Final));
    }
  }

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, KnnLikePlugin.class);
  }

  private static Settings.Builder enabled() {
    return Settings.builder().put("index.face_search.enabled", true);
  }

  private static XContentBuilder mapping(String encoding, int m) throws IOException {
    return XContentFactory.jsonBuilder()
        .startObject()
        .startObject("properties")
        .startObject("vector")
        .field("type", "visual_vector")
        .field("model", "face")
        .field("encoding", encoding)
        .field("m", m)
        .endObject()
        .endObject()
        .endObject();
  }

  private void index(String index) {
    for (int i = 0; i < 3; i++) {
      client().prepareIndex(index).setSource("vector", VECTOR).get();
    }
    client().admin().indices().prepareFlush(index).setForce(true).get();
    client().admin().indices().prepareRefresh(index).get();
  }

  /** What the segments remember to have been written with. */
  private static String formatWritten(IndexService index) {
    try (Engine.Searcher searcher = index.getShard(0).acquireSearcher("test")) {
      assertFalse(searcher.getIndexReader().leaves().isEmpty());
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        FieldInfo info = leaf.reader().getFieldInfos().fieldInfo("vector");
        return info.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY);
      }
      throw new AssertionError("no segment");
    }
  }

  /** The name of the format of an encoding, which is none that OpenSearch itself would write. */
  private static String format(String encoding) {
    String name = VectorEncoding.of(encoding).format(16, 100).getName();
    assertThat(name, containsString("Quantized"));
    return name;
  }

  private void assertFound(String index) {
    assertEquals(
        3,
        client()
            .prepareSearch(index)
            .setQuery(
                new VisualKnnQueryBuilder(
                    "vector", VECTOR, KnnOptions.DEFAULT.withThreshold(.999f), null))
            .get()
            .getHits()
            .getHits()
            .length);
  }

  public void testEveryCodecNameWritesTheMappedGraph() throws IOException {
    for (String codec :
        List.of("default", "lz4", "best_compression", "zlib", "lucene_default", LUCENE)) {
      String name = "faces-" + codec.toLowerCase(Locale.ROOT);
      IndexService index =
          createIndex(name, enabled().put("index.codec", codec).build(), mapping("int8", 24));
      index(name);
      assertEquals(codec, format("int8"), formatWritten(index));
      assertFound(name);
      client().admin().indices().prepareClose(name).get();
      client().admin().indices().prepareOpen(name).get();
      ensureGreen(name);
      assertFound(name);
    }
  }

  public void testEveryQuantisedEncoding() throws IOException {
    for (String encoding : List.of("int8", "int4", "bit")) {
      IndexService index =
          createIndex("faces-" + encoding, enabled().build(), mapping(encoding, 16));
      index("faces-" + encoding);
      assertEquals(format(encoding), formatWritten(index));
      assertFound("faces-" + encoding);
    }
  }

  public void testTheCodecFollowsTheMapping() throws IOException {
    IndexService index = createIndex("faces", enabled().build());
    AcknowledgedResponse put =
        client().admin().indices().preparePutMapping("faces").setSource(mapping("float", 7)).get();
    assertTrue(put.isAcknowledged());
    index("faces");
    assertEquals("Lucene99HnswVectorsFormat", formatWritten(index));
    PerFieldKnnVectorsFormat format =
        (PerFieldKnnVectorsFormat)
            IndexShardTestCase.getEngine(index.getShard(0)).config().getCodec().knnVectorsFormat();
    assertThat(
        format.getKnnVectorsFormatForField("vector").toString(), containsString("maxConn=7,"));
    assertThat(
        format.getKnnVectorsFormatForField("other").toString(), containsString("maxConn=16,"));
    assertEquals(1024, format.getMaxDimensions("vector"));
    assertFound("faces");
  }

  public void testWithoutTheSetting() throws IOException {
    IndexService index = createIndex("plain", Settings.EMPTY, mapping("float", 16));
    assertTrue(FaceSearchCodecServiceFactory.forIndex(index.getIndexSettings()).isEmpty());
    index("plain");
    assertFound("plain");
    MapperParsingException e =
        expectThrows(
            MapperParsingException.class,
            () -> createIndex("other", Settings.EMPTY, mapping("int8", 16)));
    assertThat(e.getMessage(), containsString("[index.face_search.enabled: true]"));
    assertFalse(client().admin().indices().prepareExists("other").get().isExists());
  }

  public void testNotTogetherWithKnn() throws IOException {
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () -> createIndex("both", enabled().put("index.knn", true).build()));
    assertThat(
        e.getMessage(), containsString("[index.face_search.enabled] and [index.knn] cannot both"));
    assertFalse(client().admin().indices().prepareExists("both").get().isExists());
    // Either alone is fine, and so is a vector that needs no codec beside k-NN's.
    createIndex("ours", enabled().put("index.knn", false).build());
    createIndex("theirs", Settings.builder().put("index.knn", true).build(), mapping("float", 16));
  }

  public void testNotTogetherThroughATemplate() {
    client()
        .admin()
        .indices()
        .preparePutTemplate("knn")
        .setPatterns(List.of("both*"))
        .setSettings(Settings.builder().put("index.knn", true))
        .get();
    Exception e =
        expectThrows(
            IllegalArgumentException.class, () -> createIndex("both-2", enabled().build()));
    assertThat(e.getMessage(), containsString("cannot both be true"));
    assertFalse(client().admin().indices().prepareExists("both-2").get().isExists());
  }

  public void testTheSettingIsFinal() {
    createIndex("faces", Settings.EMPTY);
    client().admin().indices().prepareClose("faces").get();
    expectThrows(
        SettingsException.class,
        () ->
            client().admin().indices().prepareUpdateSettings("faces").setSettings(enabled()).get());
  }

  public void testTheMappingCanBePutAgainButNotChanged() throws IOException {
    createIndex("faces", enabled().build(), mapping("int8", 16));
    client().admin().indices().preparePutMapping("faces").setSource(mapping("int8", 16)).get();
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () ->
                client()
                    .admin()
                    .indices()
                    .preparePutMapping("faces")
                    .setSource(mapping("float", 32))
                    .get());
    assertThat(
        e.getMessage(),
        containsString("Cannot update parameter [encoding] from [int8] to [float]"));
    assertThat(e.getMessage(), containsString("Cannot update parameter [m] from [16] to [32]"));
  }
}

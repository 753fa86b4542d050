package org.facesearch.plugin.terms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.util.BytesRef;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.io.stream.NamedWriteableAwareStreamInput;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.search.aggregations.AggregationBuilder;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** Pages over two shards of several segments, against counting by hand. */
public class TermPageTests extends OpenSearchSingleNodeTestCase {

  private static final int DOCS = 600;
  private static final List<String> NAMES = List.of("a-", "\u00e4-", "\ud83d\ude00-");

  /** The aggregation without the rest of the plugin. */
  public static final class AggregationPlugin extends Plugin implements SearchPlugin {
    @Override
    public List<AggregationSpec> getAggregations() {
      return List.of(TermPageAggregationBuilder.spec());
    }
  }

  private final Map<String, String> tags = new TreeMap<>();
  private QueryBuilder asking = QueryBuilders.existsQuery("id");

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(AggregationPlugin.class);
  }

  private void create() {
    client()
        .admin()
        .indices()
        .prepareCreate("faces")
        .setSettings(
            Settings.builder().put("index.number_of_shards", 2).put("index.number_of_replicas", 0))
        .setMapping(
            "{\"properties\":{\"id\":{\"type\":\"keyword\"},\"tag\":{\"type\":\"keyword\"}}}")
        .get();
  }

  private void put(String id, String tag) {
    client().prepareIndex("faces").setId(id).setSource(Map.of("id", id, "tag", tag)).get();
    tags.put(id, tag);
  }

  private void delete(String id) {
    client().prepareDelete("faces", id).get();
    tags.remove(id);
  }

  private void refresh() {
    client().admin().indices().prepareRefresh("faces").get();
  }

  /** Half of them under one tag, a few under each of the others, whose names are of all kinds. */
  private void fill() {
    create();
    Random random = new Random(11);
    for (int i = 0; i < DOCS; i++) {
      put("id-" + i, i % 2 == 0 ? "default" : NAMES.get(i % NAMES.size()) + random.nextInt(90));
      if (i % 130 == 129) {
        refresh();
      }
    }
    refresh();
  }

  private SortedMap<BytesRef, Long> expected() {
    return tags.values().stream()
        .collect(Collectors.groupingBy(BytesRef::new, TreeMap::new, Collectors.counting()));
  }

  private static TermPageAggregationBuilder asked(String after, int size) {
    return new TermPageAggregationBuilder("page", "tag", "id", after, size);
  }

  private List<TermCount> page(String after, int size) {
    TermPage page =
        client()
            .prepareSearch("faces")
            .setSize(0)
            .setQuery(asking)
            .addAggregation(asked(after, size))
            .get()
            .getAggregations()
            .get("page");
    return page.terms();
  }

  private void assertPagesAre(SortedMap<BytesRef, Long> expected) {
    List<TermCount> all = new ArrayList<>();
    expected.forEach((term, count) -> all.add(new TermCount(term, count)));
    for (int size : new int[] {1, 7, 50, 10_000}) {
      List<TermCount> walked = new ArrayList<>();
      List<TermCount> page = page(null, size);
      while (!page.isEmpty()) {
        assertTrue(page.size() <= size);
        walked.addAll(page);
        page = page(page.getLast().term().utf8ToString(), size);
      }
      assertEquals(all, walked);
    }
  }

  public void testPagesAreThatOfAllDocuments() {
    fill();
    assertPagesAre(expected());
    assertEquals(DOCS / 2, page("defaul", 1).getFirst().documents());
  }

  public void testWhatIsDeletedOrReplacedDoesNotCount() {
    fill();
    for (int i = 0; i < DOCS; i += 3) {
      delete("id-" + i);
    }
    put("id-1", "default");
    put("id-5", "new");
    refresh();
    assertPagesAre(expected());
    client().admin().indices().prepareForceMerge("faces").setMaxNumSegments(1).get();
    refresh();
    assertPagesAre(expected());
  }

  public void testADocumentWithoutIdDoesNotCount() {
    fill();
    for (String tag : List.of("default", "nobody-else")) {
      client().prepareIndex("faces").setSource(Map.of("tag", tag)).get();
    }
    client().prepareIndex("faces").setSource(Map.of("id", "untagged")).get();
    refresh();
    assertPagesAre(expected());
  }

  /** As access control does, which lets a caller see some documents of an index. */
  private static QueryBuilder hiding(String tag) {
    return QueryBuilders.boolQuery()
        .must(QueryBuilders.boolQuery().filter(QueryBuilders.existsQuery("id")))
        .filter(QueryBuilders.boolQuery().mustNot(QueryBuilders.termQuery("tag", tag)));
  }

  public void testDocumentsThatTheQueryDoesNotFindDoNotCount() {
    fill();
    delete("id-1");
    refresh();
    asking = hiding("default");
    SortedMap<BytesRef, Long> seen = expected();
    assertTrue(seen.remove(new BytesRef("default")) > 0);
    assertPagesAre(seen);
    asking =
        QueryBuilders.boolQuery()
            .filter(QueryBuilders.existsQuery("id"))
            .filter(QueryBuilders.termQuery("id", "id-0"));
    assertEquals(List.of(new TermCount(new BytesRef("default"), 1)), page(null, 10));
  }

  public void testNothingIsThereIsAnEmptyPage() {
    create();
    assertEquals(List.of(), page(null, 10));
    client().prepareIndex("faces").setSource(Map.of("tag", "no-id")).get();
    refresh();
    assertEquals(List.of(), page(null, 10));
    put("a", "t");
    refresh();
    assertEquals(List.of(new TermCount(new BytesRef("t"), 1)), page(null, 10));
    assertEquals(List.of(), page("t", 10));
    assertEquals(List.of(), page("u", 10));
  }

  public void testGoesOverTheWireWhole() throws Exception {
    NamedWriteableRegistry registry =
        new NamedWriteableRegistry(
            List.of(
                new NamedWriteableRegistry.Entry(
                    AggregationBuilder.class,
                    TermPageAggregationBuilder.NAME,
                    TermPageAggregationBuilder.spec().getReader())));
    for (TermPageAggregationBuilder asked : List.of(asked(null, 3), asked("x", 4))) {
      try (BytesStreamOutput out = new BytesStreamOutput()) {
        out.writeNamedWriteable(asked);
        try (StreamInput in =
            new NamedWriteableAwareStreamInput(out.bytes().streamInput(), registry)) {
          AggregationBuilder read = in.readNamedWriteable(AggregationBuilder.class);
          assertEquals(asked, read);
          assertEquals(asked.hashCode(), read.hashCode());
        }
      }
    }
    TermPage page = new TermPage("page", 4, List.of(new TermCount(new BytesRef("a"), 7)), null);
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      page.writeTo(out);
      assertEquals(page, new TermPage(out.bytes().streamInput()));
    }
    expectThrows(IllegalArgumentException.class, () -> asked(null, 0));
  }
}

package org.facesearch.plugin.gallery;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.gallery.TagCount;
import org.facesearch.plugin.terms.TermPage;
import org.facesearch.plugin.terms.TermPageAggregationBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/**
 * Lists the entries and the tags of a group in order, so that no page loses or repeats an entry.
 */
final class GroupListing {

  private static final String TAGS = "tags";
  private static final int TAGS_AT_ONCE = 10_000;

  private final GroupIndex group;
  private final GroupReads reads;

  GroupListing(Client client, GroupIndex group) {
    this.group = group;
    this.reads = new GroupReads(client, group);
  }

  CompletionStage<Page<StoredEntry>> entries(String tag, String after, int limit) {
    BoolQueryBuilder query = entries();
    if (tag != null) {
      query.filter(QueryBuilders.termQuery(GroupIndex.TAG, tag));
    }
    SearchSourceBuilder source =
        new SearchSourceBuilder()
            .query(query)
            .sort(GroupIndex.ID, SortOrder.ASC)
            .size(limit + 1)
            .trackTotalHits(false)
            .fetchSource(EntryDocument.LISTED, null);
    if (after != null) {
      source.searchAfter(new Object[] {after});
    }
    return reads
        .catchUp()
        .thenCompose(done -> reads.search(source))
        .thenApply(
            response ->
                page(
                    Arrays.stream(response.getHits().getHits())
                        .map(hit -> EntryDocument.read(hit.getId(), hit.getSourceAsMap()))
                        .toList(),
                    limit,
                    StoredEntry::id));
  }

  CompletionStage<Page<TagCount>> tags(String after, int limit) {
    return reads
        .catchUp()
        .thenCompose(done -> reads.search(tagSearch(after, limit + 1)))
        .thenApply(response -> page(tags(response), limit, TagCount::name));
  }

  /** A document without an id, written by others, has no place in the order and is no entry. */
  static BoolQueryBuilder entries() {
    return QueryBuilders.boolQuery().filter(QueryBuilders.existsQuery(GroupIndex.ID));
  }

  /** One more than was asked for tells that there is a next page. */
  static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, Optional.of(key.apply(items.getLast())));
  }

  CompletionStage<GalleryInfo> info() {
    SearchSourceBuilder first = tagSearch(null, TAGS_AT_ONCE).trackTotalHits(true);
    return reads
        .catchUp()
        .thenCompose(done -> reads.search(first))
        .thenCompose(
            response ->
                countTags(tags(response), 0)
                    .thenApply(
                        tags ->
                            new GalleryInfo(
                                group.capacity(),
                                tags,
                                response.getHits().getTotalHits().value())));
  }

  /** Counts on as long as the pages are full: an estimate would be wrong, if only by a little. */
  private CompletionStage<Long> countTags(List<TagCount> page, long before) {
    long sum = before + page.size();
    if (page.size() < TAGS_AT_ONCE) {
      return CompletableFuture.completedFuture(sum);
    }
    return reads
        .search(tagSearch(page.getLast().name(), TAGS_AT_ONCE))
        .thenCompose(response -> countTags(tags(response), sum));
  }

  private static SearchSourceBuilder tagSearch(String after, int size) {
    return new SearchSourceBuilder()
        .query(entries())
        .size(0)
        .trackTotalHits(false)
        .aggregation(
            new TermPageAggregationBuilder(TAGS, GroupIndex.TAG, GroupIndex.ID, after, size));
  }

  private static List<TagCount> tags(SearchResponse response) {
    TermPage page = response.getAggregations().get(TAGS);
    return page.terms().stream()
        .map(tag -> new TagCount(tag.term().utf8ToString(), tag.documents()))
        .toList();
  }
}

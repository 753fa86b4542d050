package org.facesearch.plugin.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.gallery.People;
import org.facesearch.models.usecase.Repeat;
import org.facesearch.plugin.calls.Availability;
import org.facesearch.plugin.calls.Sight;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.action.DocWriteResponse;
import org.opensearch.action.bulk.BulkItemResponse;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.bulk.BulkResponse;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.get.GetResponse;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.document.DocumentField;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.fetch.subphase.FetchSourceContext;
import org.opensearch.search.sort.SortOrder;
import org.opensearch.transport.client.Client;

/** The people of a group. Works in the security context of its caller. */
public final class IndexPeople implements People {

  /** More photos of a person than anybody takes. */
  private static final int MOST = 10_000;

  /** Entries with their photos that are read at a time. */
  private static final int AT_ONCE = 100;

  private final Client client;
  private final ClusterService cluster;
  private final Supplier<String> name;

  /**
   * Of a group that may not be there.
   *
   * @param name of the group, as the settings are at each call
   */
  public IndexPeople(Client client, ClusterService cluster, Supplier<String> name) {
    this.client = client;
    this.cluster = cluster;
    this.name = name;
  }

  @Override
  public CompletionStage<List<String>> entries(String person) {
    return whereItIs(
        List.of(),
        group -> {
          GroupReads reads = new GroupReads(client, group);
          SearchSourceBuilder search =
              of(person).size(MOST).sort(GroupIndex.ID, SortOrder.ASC).fetchSource(false);
          return reads
              .catchUp()
              .thenCompose(done -> reads.search(search.docValueField(GroupIndex.ID)))
              .thenApply(
                  found -> Arrays.stream(found.getHits().getHits()).map(IndexPeople::id).toList());
        });
  }

  /** Whoever wrote an entry without saying whose it is, wrote one of a person of its own. */
  private static SearchSourceBuilder of(String person) {
    BoolQueryBuilder nameless =
        QueryBuilders.boolQuery()
            .filter(QueryBuilders.termQuery(GroupIndex.ID, person))
            .mustNot(QueryBuilders.existsQuery(GroupIndex.IDENTITY));
    return new SearchSourceBuilder()
        .query(
            QueryBuilders.constantScoreQuery(
                QueryBuilders.boolQuery()
                    .should(QueryBuilders.termQuery(GroupIndex.IDENTITY, person))
                    .should(nameless)))
        .trackTotalHits(false);
  }

  private static String id(SearchHit hit) {
    DocumentField id = hit.field(GroupIndex.ID);
    return id != null && id.getValue() instanceof String given ? given : hit.getId();
  }

  @Override
  public CompletionStage<Optional<byte[]>> photo(String entry) {
    return whereItIs(
        Optional.empty(),
        group ->
            Stages.<GetResponse>of(
                    listener ->
                        client.get(
                            new GetRequest(group.index(), entry)
                                .fetchSourceContext(
                                    new FetchSourceContext(
                                        true, new String[] {GroupIndex.PHOTO}, null)),
                            listener))
                .thenApply(
                    found -> found.isExists() ? photo(found.getSourceAsMap()) : Optional.empty()));
  }

  /** As it was written here, or by others in JSON. */
  private static Optional<byte[]> photo(Map<String, Object> document) {
    Object photo = document.get(GroupIndex.PHOTO);
    if (photo instanceof byte[] bytes) {
      return Optional.of(bytes);
    }
    return photo instanceof String text
        ? Optional.of(Base64.getDecoder().decode(text))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Removed> remove(String person) {
    return whereItIs(
        new Removed(List.of(), 0),
        group -> {
          Removal removal = new Removal(group, person);
          return Repeat.whileTrue(removal::some).thenApply(done -> removal.done());
        });
  }

  /** One that runs. Its steps come one after the other. */
  private final class Removal {
    private final GroupIndex group;
    private final GroupReads reads;
    private final String person;
    private final List<String> entries = new ArrayList<>();
    private int photos;

    Removal(GroupIndex group, String person) {
      this.group = group;
      this.reads = new GroupReads(client, group);
      this.person = person;
    }

    /** Whether there may be more. */
    CompletionStage<Boolean> some() {
      SearchSourceBuilder search =
          of(person)
              .size(AT_ONCE)
              .docValueField(GroupIndex.ID)
              .fetchSource(new String[] {GroupIndex.PHOTO}, null);
      return reads
          .catchUp()
          .thenCompose(done -> reads.search(search))
          .thenCompose(found -> delete(found.getHits().getHits()));
    }

    private CompletionStage<Boolean> delete(SearchHit[] hits) {
      if (hits.length == 0) {
        return CompletableFuture.completedFuture(false);
      }
      BulkRequest bulk = new BulkRequest();
      for (SearchHit hit : hits) {
        bulk.add(new DeleteRequest(group.index(), hit.getId()));
      }
      return Stages.<BulkResponse>of(listener -> client.bulk(bulk, listener))
          .thenApply(
              deleted -> {
                Stages.written(deleted);
                for (BulkItemResponse item : deleted) {
                  count(hits[item.getItemId()], item.getResponse().getResult());
                }
                return true;
              });
    }

    private void count(SearchHit hit, DocWriteResponse.Result result) {
      if (result == DocWriteResponse.Result.DELETED) {
        entries.add(id(hit));
        photos += photo(hit.getSourceAsMap()).isPresent() ? 1 : 0;
      }
    }

    Removed done() {
      return new Removed(entries.stream().sorted().toList(), photos);
    }
  }

  private <T> CompletionStage<T> whereItIs(
      T otherwise, Function<GroupIndex, CompletionStage<T>> call) {
    String known = GroupIndex.nameFor(GroupKind.FACE, name.get());
    return new Sight(client)
        .of(List.of(known))
        .thenCompose(
            seen -> {
              ClusterState state = cluster.state();
              Optional<GroupIndex> group =
                  seen.contains(known)
                      ? GroupIndex.find(state.metadata(), GroupKind.FACE, name.get())
                      : Optional.empty();
              if (group.isEmpty()) {
                Availability.checkRecovered(state);
                return CompletableFuture.completedFuture(otherwise);
              }
              Availability.check(state, group.get().index(), "group " + group.get().group());
              return call.apply(group.get());
            });
  }
}

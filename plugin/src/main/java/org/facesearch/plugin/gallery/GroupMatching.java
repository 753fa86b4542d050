package org.facesearch.plugin.gallery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.models.gallery.Settled;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.gallery.Subject;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.matching.Candidate;
import org.facesearch.plugin.matching.Criteria;
import org.facesearch.plugin.matching.MatchOrAddAction;
import org.facesearch.plugin.matching.MatchOrAddRequest;
import org.facesearch.plugin.matching.MatchOrAddResponse;
import org.facesearch.plugin.matching.Outcome;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.routing.OperationRouting;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.search.lookup.SourceLookup;
import org.opensearch.transport.client.Client;

/**
 * Matches faces with a group, or adds them. All that are added this way are in the group's first
 * shard, where one call at a time decides; see {@link org.facesearch.plugin.matching}.
 */
final class GroupMatching {

  private static final int SHARD = 0;

  /** How long a call waits for that shard to have a primary again. */
  private static final TimeValue PATIENCE = TimeValue.timeValueSeconds(30);

  private final Client client;
  private final GroupIndex group;
  private final IndexMetadata index;
  private final RandomIds ids = new RandomIds();

  GroupMatching(Client client, GroupIndex group, IndexMetadata index) {
    this.client = client;
    this.group = group;
    this.index = index;
  }

  CompletionStage<List<Settled>> matchOrAdd(List<Subject> faces, int limit, double minCosine) {
    Instant now = Instant.now();
    List<Entry> entries = faces.stream().map(face -> Entry.unnamed(idInShard(), face)).toList();
    MatchOrAddRequest request =
        new MatchOrAddRequest(
                new ShardId(index.getIndex(), SHARD),
                new Criteria(
                    GroupIndex.VECTOR,
                    (float) Math.max(-1, minCosine),
                    limit,
                    Arrays.asList(EntryDocument.LISTED)),
                entries.stream().map(entry -> candidate(entry, now)).toList())
            .timeout(PATIENCE);
    return Stages.<List<Outcome>>of(
            listener ->
                client.execute(
                    MatchOrAddAction.INSTANCE,
                    request,
                    ActionListener.map(listener, MatchOrAddResponse::outcomes)))
        .thenApply(outcomes -> settled(entries, outcomes));
  }

  /** Drawn until it routes there: as many times as the group has shards, on average. */
  private String idInShard() {
    String id = ids.next();
    while (OperationRouting.generateShardId(index, id, null) != SHARD) {
      id = ids.next();
    }
    return id;
  }

  private static Candidate candidate(Entry entry, Instant now) {
    return new Candidate(
        entry.id(),
        entry.subject().vector(),
        BytesReference.bytes(EntryDocument.write(entry, now)));
  }

  private List<Settled> settled(List<Entry> entries, List<Outcome> outcomes) {
    Map<String, StoredEntry> ours = new HashMap<>();
    entries.forEach(entry -> ours.put(entry.id(), entry.stored()));
    List<Settled> settled = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      settled.add(
          new Settled(
              outcome.added(),
              outcome.added()
                  ? List.of(new Match(group.group(), entries.get(i).stored(), 1))
                  : outcome.matches().stream().map(near -> match(near, ours)).toList()));
    }
    return settled;
  }

  private Match match(Outcome.Near near, Map<String, StoredEntry> ours) {
    StoredEntry entry =
        near.source() == null
            ? ours.get(near.id())
            : EntryDocument.read(near.id(), SourceLookup.sourceAsMap(near.source()));
    return new Match(group.group(), entry, near.cosine());
  }
}

package org.facesearch.plugin.faceset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.models.faceset.FaceTokens.Outcome;
import org.facesearch.models.usecase.Causes;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.support.ActiveShardCount;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.transport.client.Client;

/** FaceSets in their index. */
public class IndexFaceSetsTests extends FaceSetStoreTestCase {

  public void testAFaceSetIsReadAsItWasMade() {
    FaceSet set =
        new FaceSet(
            newSet(OWNER, "").token(),
            OWNER,
            new FaceSet.About("staff", "The staff", List.of("a", "b c"), "anything at all"),
            now.get());
    join(faceSets.create(set));
    assertEquals(Optional.of(set), join(faceSets.byToken(OWNER, set.token())));
    assertEquals(Optional.of(set), join(faceSets.byOuterId(OWNER, "staff")));
    assertEquals(List.of(set), join(faceSets.list(OWNER, List.of(), 0, 10)));
    assertEquals(Optional.empty(), join(faceSets.byToken("another-key", set.token())));
    assertEquals(Optional.empty(), join(faceSets.byOuterId("another-key", "staff")));
    assertEquals(List.of(), join(faceSets.list("another-key", List.of(), 0, 10)));
  }

  public void testNothingIsThereBeforeTheFirstWrite() {
    FaceSet set = newSet(OWNER, "staff");
    assertEquals(Optional.empty(), join(faceSets.byToken(OWNER, set.token())));
    assertEquals(Optional.empty(), join(faceSets.byOuterId(OWNER, "staff")));
    assertEquals(List.of(), join(faceSets.list(OWNER, List.of(), 0, 10)));
    assertEquals(Optional.empty(), join(faceSets.update(set, old -> old)));
    assertFalse(join(faceSets.delete(set)));
    assertFalse(cluster.state().metadata().hasIndex(FaceSetIndex.NAME));
  }

  public void testAnOuterIdIsUniqueForItsOwner() {
    created("staff");
    assertEquals(Reason.FACESET_EXISTS, refused(faceSets.create(newSet(OWNER, "staff"))));
    join(faceSets.create(newSet("another-key", "staff")));
    created("");
    created("");
    assertEquals(3, join(faceSets.list(OWNER, List.of(), 0, 10)).size());
  }

  /** Whichever comes first, one of them has it and all others are told so. */
  public void testOfManyWithOneOuterIdOneIsMade() {
    List<CompletionStage<Void>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(faceSets.create(newSet(OWNER, "staff")));
    }
    int made = 0;
    for (CompletionStage<Void> call : calls) {
      try {
        join(call);
        made++;
      } catch (CompletionException e) {
        assertEquals(Reason.FACESET_EXISTS, ((FaceSetException) Causes.of(e)).reason());
      }
    }
    assertEquals(1, made);
    assertEquals(1, join(faceSets.list(OWNER, List.of(), 0, 10)).size());
  }

  public void testListingsGoByTimeAndTags() {
    List<FaceSet> all = new ArrayList<>();
    for (String tag : List.of("a", "b", "a")) {
      pass(Duration.ofMillis(1));
      all.add(created("", tag, "x"));
    }
    assertEquals(all.subList(0, 2), join(faceSets.list(OWNER, List.of(), 0, 2)));
    assertEquals(all.subList(2, 3), join(faceSets.list(OWNER, List.of(), 2, 2)));
    assertEquals(List.of(all.get(0), all.get(2)), join(faceSets.list(OWNER, List.of("a"), 0, 10)));
    assertEquals(all.subList(1, 2), join(faceSets.list(OWNER, List.of("x", "b"), 0, 10)));
    assertEquals(List.of(), join(faceSets.list(OWNER, List.of("a", "b"), 0, 10)));
  }

  public void testAnUpdateRenames() {
    FaceSet set = created("old");
    FaceSet other = created("other");
    FaceSet renamed = join(faceSets.update(set, old -> about("new"))).orElseThrow();
    assertEquals("new", renamed.outerId());
    assertEquals(Optional.empty(), join(faceSets.byOuterId(OWNER, "old")));
    assertEquals(Optional.of(renamed), join(faceSets.byOuterId(OWNER, "new")));
    assertEquals(Reason.NEW_OUTER_ID_EXISTS, refused(faceSets.update(other, old -> about("new"))));
    assertEquals(Optional.of(other), join(faceSets.byOuterId(OWNER, "other")));
    join(faceSets.update(renamed, old -> about("new")));
    created("old");
    join(faceSets.delete(other));
    join(faceSets.update(renamed, old -> about("other")));
    assertEquals(Optional.empty(), join(faceSets.update(other, old -> about("third"))));
  }

  /** Each changes another part, and no change is lost to another. */
  public void testConcurrentUpdatesAllTakeEffect() {
    FaceSet set = created("staff");
    List<CompletionStage<Optional<FaceSet>>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String tag = "tag-" + i;
      calls.add(
          faceSets.update(
              set,
              old -> {
                List<String> tags = new ArrayList<>(old.tags());
                tags.add(tag);
                return new FaceSet.About(old.outerId(), old.displayName(), tags, old.userData());
              }));
    }
    calls.forEach(FaceSetStoreTestCase::join);
    assertEquals(
        10, join(faceSets.byToken(OWNER, set.token())).orElseThrow().about().tags().size());
  }

  public void testADeletedFaceSetIsUnknownAtOnceAndItsTokensLiveOn() {
    FaceSet set = created("staff");
    FaceSet other = created("other");
    String shared = stored(between(0, 1, 0));
    String single = stored(between(0, 1, 0.1));
    for (String token : List.of(shared, single)) {
      join(tokens.hold(set, token, MODEL));
    }
    join(tokens.hold(other, shared, MODEL));
    assertTrue(join(faceSets.delete(set)));
    assertFalse(join(faceSets.delete(set)));
    assertEquals(Optional.empty(), join(faceSets.byToken(OWNER, set.token())));
    assertEquals(Optional.empty(), join(faceSets.byOuterId(OWNER, "staff")));
    assertEquals(List.of(other), join(faceSets.list(OWNER, List.of(), 0, 10)));
    FaceSet again = created("staff");
    assertEquals(Optional.of(again), join(faceSets.byOuterId(OWNER, "staff")));

    join(sweep.sweep());
    assertEquals(List.of(other.token()), join(tokens.read(OWNER, shared)).orElseThrow().faceSets());
    assertEquals(List.of(), join(tokens.read(OWNER, single)).orElseThrow().faceSets());
    assertEquals(1, join(faceSets.gone(null, 10)).size());
    pass(Duration.ofHours(2));
    join(sweep.sweep());
    assertEquals("forgotten", 0, join(faceSets.gone(null, 10)).size());
    pass(Duration.ofHours(70));
    assertTrue(join(tokens.read(OWNER, single)).isEmpty());
    assertTrue(join(tokens.read(OWNER, shared)).isPresent());
  }

  /** However many there are, the last one's turn comes in the same round. */
  public void testOneSweepReleasesTheTokensOfAllDeletedFaceSets() {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < 2 * AT_ONCE + 1; i++) {
      FaceSet set = created("");
      String token = stored(between(0, 1, 0.1 * i));
      join(tokens.hold(set, token, MODEL));
      join(faceSets.delete(set));
      held.add(token);
      // Some go at the same time.
      pass(Duration.ofMillis(i % 2));
    }
    join(sweep.sweep());
    held.forEach(
        token -> assertEquals(List.of(), join(tokens.read(OWNER, token)).orElseThrow().faceSets()));
    assertEquals(held.size(), join(faceSets.gone(null, 10)).size());
    pass(Duration.ofHours(2));
    join(sweep.sweep());
    assertEquals("forgotten", List.of(), join(faceSets.gone(null, 10)));
  }

  public void testATokenThatComesAsItsFaceSetGoesIsTakenOutAgain() {
    FaceSet set = created("");
    String token = stored(between(0, 1, 0));
    join(faceSets.delete(set));
    assertEquals(Reason.FACESET_TOKEN_UNKNOWN, refused(tokens.hold(set, token, MODEL)));
    assertEquals(List.of(), join(tokens.read(OWNER, token)).orElseThrow().faceSets());
    assertEquals(Outcome.NOTHING_TO_DO, join(tokens.release(set, List.of(token))).getFirst());
  }

  public void testAnOuterIdThatANodeLeftBehindMayBeTakenAfterAWhile() {
    FaceSet lost = created("staff");
    // As if the node had gone down after it took the name and before it wrote the FaceSet.
    join(faceSets.forget(lost));
    assertEquals(Optional.empty(), join(faceSets.byOuterId(OWNER, "staff")));
    pass(OuterIds.BEING_MADE.plusMillis(1));
    FaceSet set = created("staff");
    assertEquals(Optional.of(set), join(faceSets.byOuterId(OWNER, "staff")));
  }

  public void testReadingWaitsForTheShardOfANewIndex() {
    CompletionStage<Optional<FaceSet>> read;
    allocation("none");
    try {
      client()
          .admin()
          .indices()
          .create(FaceSetIndex.create().waitForActiveShards(ActiveShardCount.NONE))
          .actionGet();
      read = faceSets.byToken(OWNER, newSet(OWNER, "").token());
    } finally {
      allocation(null);
    }
    assertEquals(Optional.empty(), join(read));
  }

  private void allocation(String allowed) {
    Settings settings =
        Settings.builder().put("cluster.routing.allocation.enable", allowed).build();
    client().admin().cluster().prepareUpdateSettings().setTransientSettings(settings).get();
  }

  public void testWritesCreateNoIndexByThemselves() {
    assertCreatesNothing(client, "no-such-index");
    assertCreatesNothing(client, TokenIndex.NAME);
    // Anybody's, who would make it without a mapping.
    assertCreatesNothing(client(), TokenIndex.NAME);
    assertCreatesNothing(client(), FaceSetIndex.NAME);
  }

  private void assertCreatesNothing(Client writer, String index) {
    try {
      writer.index(new IndexRequest(index).source(Map.of("a", 1))).actionGet();
      fail("an index was created");
    } catch (IndexNotFoundException e) {
      assertFalse(cluster.state().metadata().hasIndex(index));
    }
  }
}

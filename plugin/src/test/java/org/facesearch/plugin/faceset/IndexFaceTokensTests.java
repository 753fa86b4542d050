package org.facesearch.plugin.faceset;

import static org.hamcrest.Matchers.containsString;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.FaceTokens.Near;
import org.facesearch.models.faceset.FaceTokens.Outcome;
import org.facesearch.models.faceset.TokenFace;
import org.opensearch.action.get.GetRequest;
import org.opensearch.action.support.PlainActionFuture;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.plugins.PluginsService;
import org.opensearch.threadpool.ThreadPool;

/** Face tokens in their index. */
public class IndexFaceTokensTests extends FaceSetStoreTestCase {

  private static final Duration MOMENT = Duration.ofMillis(1);

  private Outcome hold(FaceSet set, String token) {
    return join(tokens.hold(set, token, MODEL));
  }

  private List<Near> nearest(FaceSet set, float[] probe, int most) {
    return join(tokens.nearest(set, new TokenFace.Embedding(MODEL, probe), most));
  }

  private boolean isKnown(String token) {
    return join(tokens.read(OWNER, token)).isPresent();
  }

  public void testAFaceIsReadAsItWasStored() {
    TokenFace face = face(OWNER, MODEL, between(0, 1, 0.3));
    join(tokens.add(List.of(face)));
    TokenFace read = join(tokens.read(OWNER, face.token())).orElseThrow();
    assertArrayEquals(face.vector().values(), read.vector().values(), 0f);
    assertEquals(MODEL, read.vector().model());
    assertEquals(face.box(), read.box());
    assertEquals(face.created(), read.created());
    assertEquals("image", read.imageId());
    assertEquals("", read.userId());
    assertEquals(List.of(), read.faceSets());

    FaceSet set = created("");
    assertEquals(Outcome.DONE, hold(set, face.token()));
    TokenFace held = join(tokens.read(OWNER, face.token())).orElseThrow();
    assertArrayEquals(face.vector().values(), held.vector().values(), 0f);
    assertEquals(List.of(set.token()), held.faceSets());
    assertEquals(face.box(), held.box());
  }

  public void testNothingIsThereBeforeTheFirstWrite() {
    FaceSet set = newSet(OWNER, "");
    assertFalse(isKnown("0".repeat(32)));
    assertEquals(Long.valueOf(0), join(tokens.count(set)));
    assertEquals(List.of(), join(tokens.list(set, 0, 10)));
    assertEquals(List.of(), nearest(set, between(0, 1, 0), 3));
    assertEquals(List.of(Outcome.UNKNOWN), join(tokens.release(set, List.of("0".repeat(32)))));
    assertFalse(join(tokens.setUserId(OWNER, "0".repeat(32), "x")));
    assertEquals(Outcome.UNKNOWN, hold(set, "0".repeat(32)));
    join(sweep.sweep());
    assertFalse("reading creates no index", cluster.state().metadata().hasIndex(TokenIndex.NAME));
  }

  public void testOthersDoNotSeeAToken() {
    String token = stored(between(0, 1, 0));
    assertTrue(join(tokens.read("another-key", token)).isEmpty());
    assertFalse(join(tokens.setUserId("another-key", token, "mine")));
    assertEquals(Outcome.UNKNOWN, hold(newSet("another-key", ""), token));
    assertEquals("", join(tokens.read(OWNER, token)).orElseThrow().userId());
  }

  public void testASearchFindsTheNearestOfItsFaceSetAlone() {
    FaceSet set = created("");
    FaceSet other = created("");
    String near = stored(between(0, 1, 0.2));
    String far = stored(between(0, 1, 0.6));
    String elsewhere = stored(between(0, 1, 0));
    stored(between(0, 1, 0.1));
    hold(set, near);
    hold(set, far);
    hold(other, elsewhere);
    hold(other, far);
    join(tokens.setUserId(OWNER, near, "nina"));

    List<Near> found = nearest(set, between(0, 1, 0), 5);
    assertEquals(List.of(near, far), found.stream().map(Near::token).toList());
    assertEquals("nina", found.getFirst().userId());
    assertEquals("", found.getLast().userId());
    assertEquals(Math.cos(0.1 * Math.PI), found.getFirst().cosine(), 1e-5);
    assertEquals(Math.cos(0.3 * Math.PI), found.getLast().cosine(), 1e-5);
    assertEquals(1, nearest(set, between(0, 1, 0), 1).size());
    assertEquals(
        List.of(elsewhere, far),
        nearest(other, between(0, 1, 0), 5).stream().map(Near::token).toList());
  }

  public void testEveryWriteIsSeenAtOnce() {
    FaceSet set = created("");
    for (int i = 1; i <= 5; i++) {
      pass(MOMENT);
      String token = stored(between(0, 1, 0.1 * i));
      assertEquals(Outcome.DONE, hold(set, token));
      assertEquals(Outcome.NOTHING_TO_DO, hold(set, token));
      assertEquals(Long.valueOf(i), join(tokens.count(set)));
      assertEquals(i, nearest(set, between(0, 1, 0), 5).size());
      assertEquals(token, join(tokens.list(set, i - 1, 10)).getFirst());
    }
    List<String> all = join(tokens.list(set, 0, 10));
    assertEquals(
        List.of(Outcome.DONE, Outcome.UNKNOWN, Outcome.DONE),
        join(tokens.release(set, List.of(all.get(0), "f".repeat(32), all.get(4)))));
    assertEquals(List.of(Outcome.NOTHING_TO_DO), join(tokens.release(set, List.of(all.get(0)))));
    assertEquals(all.subList(1, 4), join(tokens.list(set, 0, 10)));
    assertEquals(3, nearest(set, between(0, 1, 0), 5).size());
    assertEquals(Long.valueOf(3), join(tokens.releaseAll(set)));
    assertEquals(Long.valueOf(0), join(tokens.count(set)));
    assertEquals(List.of(), nearest(set, between(0, 1, 0), 5));
  }

  public void testListingsGoByTheTimeOfMakingInParts() {
    FaceSet set = created("");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      pass(MOMENT);
      made.add(stored(between(0, 1, 0)));
    }
    made.reversed().forEach(token -> hold(set, token));
    assertEquals(made.subList(0, 3), join(tokens.list(set, 0, 3)));
    assertEquals(made.subList(3, 6), join(tokens.list(set, 3, 3)));
    assertEquals(made.subList(6, 7), join(tokens.list(set, 6, 3)));
    assertEquals(List.of(), join(tokens.list(set, 7, 3)));
    assertEquals(List.of(), join(tokens.list(set, OwnIndex.LAST_LISTED, 3)));
  }

  public void testATokenThatNothingHoldsDiesAfter72Hours() {
    String held = stored(between(0, 1, 0));
    String free = stored(between(0, 1, 0.1));
    FaceSet set = created("");
    hold(set, held);
    pass(FaceTokens.LIFETIME.minus(MOMENT));
    assertTrue(isKnown(free));
    join(sweep.sweep());
    assertEquals(2, documents(TokenIndex.NAME));

    pass(MOMENT);
    assertFalse("before it is deleted", isKnown(free));
    assertFalse(join(tokens.setUserId(OWNER, free, "x")));
    assertEquals(Outcome.UNKNOWN, hold(set, free));
    assertTrue(isKnown(held));
    join(sweep.sweep());
    assertEquals("really deleted", 1, documents(TokenIndex.NAME));

    pass(Duration.ofDays(365));
    assertTrue(isKnown(held));
    join(tokens.release(set, List.of(held)));
    pass(FaceTokens.LIFETIME.minus(MOMENT));
    assertTrue("72 hours from when it was let go", isKnown(held));
    pass(MOMENT);
    assertFalse(isKnown(held));
    join(sweep.sweep());
    assertEquals(0, documents(TokenIndex.NAME));
  }

  public void testATokenThatIsNamedDoesNotLiveLonger() {
    String token = stored(between(0, 1, 0));
    pass(Duration.ofHours(71));
    assertTrue(join(tokens.setUserId(OWNER, token, "nina")));
    assertEquals("nina", join(tokens.read(OWNER, token)).orElseThrow().userId());
    pass(Duration.ofHours(1));
    assertFalse(isKnown(token));
  }

  public void testManyTokensThatAreOverAllGo() {
    List<TokenFace> faces = new ArrayList<>();
    for (int i = 0; i < 12 * AT_ONCE + 1; i++) {
      faces.add(face(OWNER, MODEL, between(i % 7, 7, 0.5)));
    }
    join(tokens.add(faces));
    pass(FaceTokens.LIFETIME);
    join(sweep.sweep());
    assertEquals(0, documents(TokenIndex.NAME));
  }

  public void testOnlyHeldVectorsAreInTheGraph() {
    String token = stored(between(0, 1, 0));
    assertFalse(hasVectorField());
    FaceSet set = created("");
    hold(set, token);
    assertTrue(hasVectorField());
    assertEquals(1, withVector());
    join(tokens.release(set, List.of(token)));
    assertEquals(0, withVector());
  }

  private boolean hasVectorField() {
    return cluster
        .state()
        .metadata()
        .index(TokenIndex.NAME)
        .mapping()
        .source()
        .string()
        .contains("visual_vector");
  }

  private long withVector() {
    client().admin().indices().prepareRefresh(TokenIndex.NAME).get();
    return client()
        .prepareSearch(TokenIndex.NAME)
        .setQuery(QueryBuilders.existsQuery(TokenIndex.field(MODEL)))
        .setSize(0)
        .get()
        .getHits()
        .getTotalHits()
        .value();
  }

  /** Whichever of them meet on the document, all take effect: none is lost to another. */
  public void testConcurrentChangesOfOneTokenAllTakeEffect() {
    String token = stored(between(0, 1, 0));
    List<FaceSet> sets = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      sets.add(created(""));
    }
    List<CompletionStage<Outcome>> calls = new ArrayList<>();
    sets.forEach(set -> calls.add(tokens.hold(set, token, MODEL)));
    CompletionStage<Boolean> named = tokens.setUserId(OWNER, token, "nina");
    calls.forEach(call -> assertEquals(Outcome.DONE, join(call)));
    assertTrue(join(named));
    TokenFace face = join(tokens.read(OWNER, token)).orElseThrow();
    assertEquals(
        new HashSet<>(sets.stream().map(FaceSet::token).toList()), new HashSet<>(face.faceSets()));
    assertEquals("nina", face.userId());

    List<CompletionStage<List<Outcome>>> releases = new ArrayList<>();
    sets.forEach(set -> releases.add(tokens.release(set, List.of(token))));
    releases.forEach(call -> assertEquals(List.of(Outcome.DONE), join(call)));
    assertEquals(List.of(), join(tokens.read(OWNER, token)).orElseThrow().faceSets());
  }

  /** Of two calls with the same tokens in the same FaceSet, each token is added by one of them. */
  public void testTwoCallsWithTheSameTokensAddEachOnce() {
    FaceSet set = created("");
    List<CompletionStage<Outcome>> calls = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String token = stored(between(0, 1, 0.05 * i));
      all.add(token);
      calls.add(tokens.hold(set, token, MODEL));
      calls.add(tokens.hold(set, token, MODEL));
    }
    long done = calls.stream().filter(call -> join(call) == Outcome.DONE).count();
    assertEquals(all.size(), done);
    assertEquals(Long.valueOf(all.size()), join(tokens.count(set)));
  }

  public void testVectorsOfTwoModelsAreNeverCompared() {
    TokenFace old = face(OWNER, "test-image", new float[128]);
    old.vector().values()[0] = 1;
    join(tokens.add(List.of(old)));
    FaceSet set = created("");
    FaceSearchException refused =
        failure(FaceSearchException.class, () -> tokens.hold(set, old.token(), MODEL));
    assertEquals(FaceSearchException.Reason.CONFLICT, refused.reason());
    assertThat(refused.getMessage(), containsString("test-image"));
    assertThat(refused.getMessage(), containsString(MODEL));

    // As it was when that model was the loaded one.
    assertEquals(Outcome.DONE, join(tokens.hold(set, old.token(), "test-image")));
    hold(created(""), stored(between(0, 1, 0)));
    FaceSearchException mixed =
        failure(
            FaceSearchException.class,
            () -> tokens.nearest(set, new TokenFace.Embedding(MODEL, between(0, 1, 0)), 1));
    assertEquals(FaceSearchException.Reason.CONFLICT, mixed.reason());
    assertThat(mixed.getMessage(), containsString("test-image"));
    assertEquals(old.token(), join(tokens.nearest(set, old.vector(), 1)).getFirst().token());
    assertTrue("still to be named", join(tokens.setUserId(OWNER, old.token(), "nina")));
    assertEquals(Long.valueOf(1), join(tokens.releaseAll(set)));
  }

  public void testTheIndexIsHiddenAndCopied() {
    stored(between(0, 1, 0));
    IndexMetadata index = cluster.state().metadata().index(TokenIndex.NAME);
    assertTrue(IndexMetadata.INDEX_HIDDEN_SETTING.get(index.getSettings()));
    assertTrue(index.isSystem());
    Settings settings = index.getSettings();
    assertEquals("0-1", settings.get(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS));
    assertEquals("DOCUMENT", settings.get(IndexMetadata.SETTING_REPLICATION_TYPE));
  }

  /** Whoever sent the request; and the caller's context comes back with the answer. */
  @SuppressWarnings("try") // closing is all it is for
  public void testCallsAreThePluginsOwn() {
    OwnIndicesPlugin watching =
        getInstanceFromNode(PluginsService.class).filterPlugins(OwnIndicesPlugin.class).getFirst();
    ThreadContext context = getInstanceFromNode(ThreadPool.class).getThreadContext();
    try (ThreadContext.StoredContext before = context.stashContext()) {
      context.putTransient(OwnIndicesPlugin.USER, "ada");
      watching.users.clear();
      String token = stored(between(0, 1, 0));
      hold(created(""), token);
      assertFalse(watching.users.isEmpty());
      assertTrue(
          watching.users.toString(),
          watching.users.stream().allMatch(call -> call.endsWith(" by nobody")));

      PlainActionFuture<Object> after = new PlainActionFuture<>();
      client.get(
          new GetRequest(TokenIndex.NAME, token),
          ActionListener.wrap(
              found -> after.onResponse(context.getTransient(OwnIndicesPlugin.USER)),
              after::onFailure));
      assertEquals("ada", after.actionGet());
      watching.users.clear();
      client().get(new GetRequest(TokenIndex.NAME, token)).actionGet();
      assertTrue(
          "this test can see a user",
          watching.users.stream().anyMatch(call -> call.endsWith(" by ada")));
    }
  }
}

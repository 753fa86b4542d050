package org.facesearch.plugin.matching;

import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.support.PlainActionFuture;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.search.lookup.SourceLookup;
import org.opensearch.test.OpenSearchSingleNodeTestCase;

/** The action on the shard of one node. */
public class MatchOrAddTests extends OpenSearchSingleNodeTestCase {

  private static final int DIMENSION = 8;
  private static final float ALIKE = 0.8f;

  private ShardId shard;

  /** Registers the action. */
  public static final class MatchingPlugin extends Plugin implements ActionPlugin {
    @Override
    public List<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> getActions() {
      return List.of(
          new ActionHandler<>(MatchOrAddAction.INSTANCE, TransportMatchOrAddAction.class));
    }
  }

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, MatchingPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    client()
        .admin()
        .indices()
        .prepareCreate("faces")
        .setMapping(
            "{\"dynamic\":false,\"properties\":{\"name\":{\"type\":\"keyword\"},\"vector\":"
                + "{\"type\":\"visual_vector\",\"model\":\"face\"}}}")
        .get();
    shard = new ShardId(resolveIndex("faces"), 0);
  }

  /** A direction between two different axes: a share of 0 is the first, 1 the second. */
  private static float[] between(int first, int second, double share) {
    float[] vector = new float[DIMENSION];
    vector[first] = (float) Math.cos(share * Math.PI / 2);
    vector[second] = (float) Math.sin(share * Math.PI / 2);
    return vector;
  }

  private static float[] axis(int axis) {
    return between(axis, (axis + 1) % DIMENSION, 0);
  }

  private static Candidate candidate(String id, float[] vector) {
    try {
      return new Candidate(
          id,
          vector,
          BytesReference.bytes(
              XContentFactory.smileBuilder()
                  .startObject()
                  .field("name", "I am " + id)
                  .array("vector", vector)
                  .endObject()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private PlainActionFuture<List<Outcome>> send(int limit, Candidate... candidates) {
    PlainActionFuture<List<Outcome>> future = new PlainActionFuture<>();
    client()
        .execute(
            MatchOrAddAction.INSTANCE,
            new MatchOrAddRequest(
                shard, new Criteria("vector", ALIKE, limit, List.of("name")), List.of(candidates)),
            ActionListener.map(future, MatchOrAddResponse::outcomes));
    return future;
  }

  private List<Outcome> matchOrAdd(Candidate... candidates) {
    return send(10, candidates).actionGet();
  }

  private long count() {
    client().admin().indices().prepareRefresh("faces").get();
    return client().prepareSearch("faces").setSize(0).get().getHits().getTotalHits().value();
  }

  private static List<String> ids(Outcome outcome) {
    return outcome.matches().stream().map(Outcome.Near::id).toList();
  }

  public void testWhatMatchesNothingIsAddedAndThenMatched() {
    assertTrue(matchOrAdd(candidate("a", axis(0))).getFirst().added());
    Outcome again = matchOrAdd(candidate("b", between(0, 1, 0.2))).getFirst();
    assertFalse(again.added());
    Outcome.Near near = again.matches().getFirst();
    assertEquals("a", near.id());
    assertEquals(Math.cos(0.1 * Math.PI), near.cosine(), 1e-5);
    assertEquals(Map.of("name", "I am a"), SourceLookup.sourceAsMap(near.source()));
    assertEquals(1, count());
  }

  public void testCandidatesMatchThoseBeforeThemInTheRequest() {
    List<Outcome> outcomes =
        matchOrAdd(
            candidate("a", axis(0)),
            candidate("b", axis(2)),
            candidate("c", between(0, 1, 0.1)),
            candidate("d", axis(2)));
    assertEquals(List.of(true, true, false, false), outcomes.stream().map(Outcome::added).toList());
    assertEquals(List.of("a"), ids(outcomes.get(2)));
    assertNull("the caller has it", outcomes.get(2).matches().getFirst().source());
    assertEquals(List.of("b"), ids(outcomes.get(3)));
    assertEquals(2, count());
  }

  /** OpenSearch repeats a request that it cannot know the end of. */
  public void testARepetitionKnowsWhatItHasAdded() {
    Candidate[] three = {
      candidate("a", axis(0)), candidate("b", axis(2)), candidate("c", between(2, 3, 0.1))
    };
    List<Outcome> first = matchOrAdd(three);
    List<Outcome> second = matchOrAdd(three);
    assertEquals(
        first.stream().map(Outcome::added).toList(), second.stream().map(Outcome::added).toList());
    assertEquals(ids(first.get(2)), ids(second.get(2)));
    assertEquals(2, count());
    // The first attempt may also have got no further than a part of it.
    client().prepareDelete("faces", "b").get();
    assertEquals(
        List.of(true, true, false), matchOrAdd(three).stream().map(Outcome::added).toList());
    assertEquals(2, count());
  }

  public void testWhatWasDeletedIsNotMatched() {
    matchOrAdd(candidate("a", axis(0)));
    client().prepareDelete("faces", "a").get();
    assertTrue(matchOrAdd(candidate("b", axis(0))).getFirst().added());
    assertEquals(1, count());
  }

  public void testTheLimitAndTheOrder() {
    for (int i = 0; i < 5; i++) {
      client()
          .prepareIndex("faces")
          .setId("near-" + i)
          .setSource(
              candidate("near-" + i, between(0, 1, 0.05 * (i + 1))).source(), XContentType.SMILE)
          .get();
    }
    Outcome outcome = send(3, candidate("a", axis(0))).actionGet().getFirst();
    assertEquals(List.of("near-0", "near-1", "near-2"), ids(outcome));
  }

  /** Beyond what is compared exactly, in several segments, nobody is overlooked. */
  public void testAmongManyEverybodyIsFound() {
    int people = 3_000;
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      float[] vector = new float[DIMENSION];
      for (int c = 0; c < DIMENSION; c++) {
        vector[c] = (float) Math.sin(1 + i * (c + 1.37) * 0.7391);
      }
      vectors.add(UnitVectors.normalise(vector));
      client()
          .prepareIndex("faces")
          .setId("p" + i)
          .setSource(candidate("p" + i, vectors.get(i)).source(), XContentType.SMILE)
          .get();
    }
    for (int i = 0; i < people; i += 7) {
      List<String> found = ids(matchOrAdd(candidate("x" + i, vectors.get(i))).getFirst());
      assertTrue("p" + i + " is found: " + found, found.contains("p" + i));
    }
    assertEquals(people, count());
  }

  public void testOfManyAtOnceWithTheSameOneAddsAndAllGetIt() {
    int requests = 60;
    List<PlainActionFuture<List<Outcome>>> answers = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      answers.add(send(10, candidate("a" + i, axis(i % 3 * 2))));
    }
    List<String> added = new ArrayList<>();
    List<String> matched = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      Outcome outcome = answers.get(i).actionGet().getFirst();
      if (outcome.added()) {
        added.add("a" + i);
      } else {
        matched.addAll(ids(outcome));
      }
    }
    assertEquals(3, added.size());
    assertEquals(requests - 3, matched.size());
    assertTrue(added.containsAll(matched));
    assertEquals(3, count());
  }

  public void testWhatCannotBeAddedFailsTheRequest() {
    Candidate wrong = new Candidate("b", axis(2), candidate("b", new float[] {1, 0, 0}).source());
    Exception failure =
        expectThrows(Exception.class, () -> send(10, candidate("a", axis(0)), wrong).actionGet());
    assertThat(failure.toString() + failure.getCause(), containsString("dimension"));
    assertEquals("what was added stays", 1, count());
    assertEquals(List.of("a"), ids(matchOrAdd(candidate("c", axis(0))).getFirst()));
  }
}

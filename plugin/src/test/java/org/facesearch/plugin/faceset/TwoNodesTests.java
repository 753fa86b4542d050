package org.facesearch.plugin.faceset;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceTokens.Outcome;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.plugin.calls.OwnName;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.plugins.Plugin;
import org.opensearch.test.OpenSearchIntegTestCase;

/** The stores of two nodes, which share their indices. */
@OpenSearchIntegTestCase.ClusterScope(
    scope = OpenSearchIntegTestCase.Scope.SUITE,
    numDataNodes = 2,
    numClientNodes = 0,
    supportsDedicatedMasters = false)
public class TwoNodesTests extends OpenSearchIntegTestCase {

  private static final String OWNER = "a-key";
  private static final String MODEL = FaceSetStoreTestCase.MODEL;

  private final HexTokens random = new HexTokens();
  private final List<IndexFaceSets> faceSets = new ArrayList<>();
  private final List<IndexFaceTokens> tokens = new ArrayList<>();

  @Override
  protected Collection<Class<? extends Plugin>> nodePlugins() {
    return List.of(VisualVectorTestPlugin.class, FaceSetStoreTestCase.OwnIndicesPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    for (String node : internalCluster().getNodeNames()) {
      PluginClient client = new PluginClient(internalCluster().client(node), new OwnName());
      ClusterService cluster = internalCluster().getInstance(ClusterService.class, node);
      IndexFaceSets sets = new IndexFaceSets(client, cluster, InstantSource.system());
      faceSets.add(sets);
      tokens.add(new IndexFaceTokens(client, cluster, sets, InstantSource.system()));
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return FaceSetStoreTestCase.join(stage);
  }

  private FaceSet newSet(String outerId) {
    return new FaceSet(random.next(), OWNER, new FaceSet.About(outerId, "", List.of(), ""), now());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private TokenFace face(float[] vector) {
    return new TokenFace(
        random.next(),
        OWNER,
        "image",
        new BoundingBox(0, 0, 9, 9, null),
        "",
        new TokenFace.Embedding(MODEL, vector),
        List.of(),
        now());
  }

  /**
   * Both nodes begin at once, with no index there; in whichever order they come, all is written and
   * each sees what the other was told is done.
   */
  public void testBothNodesMakeAndSeeEverything() {
    List<CompletionStage<Void>> made = new ArrayList<>();
    List<TokenFace> faces = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      faces.add(face(FaceSetStoreTestCase.between(0, 1, 0.1 * i)));
      made.add(tokens.get(i % 2).add(List.of(faces.getLast())));
    }
    FaceSet set = newSet("staff");
    made.add(faceSets.get(0).create(set));
    FaceSet other = newSet("visitors");
    made.add(faceSets.get(1).create(other));
    made.forEach(TwoNodesTests::join);

    List<CompletionStage<Outcome>> held = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      held.add(tokens.get((i + 1) % 2).hold(set, faces.get(i).token(), MODEL));
    }
    held.forEach(call -> assertEquals(Outcome.DONE, join(call)));
    for (int node = 0; node < 2; node++) {
      assertEquals(Long.valueOf(8), join(tokens.get(node).count(set)));
      assertEquals(
          faces.get(3).token(),
          join(tokens.get(node).nearest(set, faces.get(3).vector(), 1)).getFirst().token());
      assertEquals(other, join(faceSets.get(node).byOuterId(OWNER, "visitors")).orElseThrow());
      assertEquals(2, join(faceSets.get(node).list(OWNER, List.of(), 0, 10)).size());
    }
    for (int i = 0; i < faces.size(); i++) {
      String token = faces.get(i).token();
      join(tokens.get(i % 2).release(set, List.of(token)));
      assertEquals(Long.valueOf(faces.size() - 1 - i), join(tokens.get((i + 1) % 2).count(set)));
      assertEquals(
          List.of(), join(tokens.get((i + 1) % 2).read(OWNER, token)).orElseThrow().faceSets());
    }
  }
}

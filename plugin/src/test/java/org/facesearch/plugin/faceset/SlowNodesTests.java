package org.facesearch.plugin.faceset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.plugin.calls.OwnName;
import org.facesearch.plugin.calls.PluginClient;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.action.DocWriteRequest;
import org.opensearch.action.delete.DeleteRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.transport.client.FilterClient;

/** What becomes of an outer id when a node is slow with one call and others go on. */
public class SlowNodesTests extends FaceSetStoreTestCase {

  /** Whether the slow calls of a test have met the others. */
  private final List<BooleanSupplier> met = new ArrayList<>();

  @Override
  public void tearDown() throws Exception {
    for (BooleanSupplier two : met) {
      assertTrue("they met", two.getAsBoolean());
    }
    super.tearDown();
  }

  /** FaceSets on a node that is slow with one call: all else happens before. */
  private IndexFaceSets before(
      Predicate<ActionRequest> call, Supplier<CompletionStage<?>> meanwhile) {
    AtomicBoolean first = new AtomicBoolean(true);
    met.add(() -> !first.get());
    return new IndexFaceSets(
        new PluginClient(
            new FilterClient(client()) {
              @Override
              protected <Q extends ActionRequest, A extends ActionResponse> void doExecute(
                  ActionType<A> action, Q request, ActionListener<A> listener) {
                if (call.test(request) && first.getAndSet(false)) {
                  meanwhile
                      .get()
                      .whenComplete((done, error) -> super.doExecute(action, request, listener));
                } else {
                  super.doExecute(action, request, listener);
                }
              }
            },
            new OwnName()),
        cluster,
        now::get);
  }

  /** Tells the calls that write the FaceSet itself, not its outer id. */
  private static Predicate<ActionRequest> writing(FaceSet set) {
    return call -> call instanceof IndexRequest write && write.id().equals(set.token());
  }

  /** The one that takes an outer id that is there already. */
  private static boolean isTakingOver(ActionRequest call) {
    return call instanceof IndexRequest write
        && write.id().startsWith("outer-")
        && write.opType() == DocWriteRequest.OpType.INDEX;
  }

  private void passTooMuch() {
    pass(OuterIds.BEING_MADE.plusMillis(1));
  }

  private List<String> outerIds() {
    return join(faceSets.list(OWNER, List.of(), 0, 10)).stream()
        .map(FaceSet::outerId)
        .sorted()
        .toList();
  }

  /**
   * Two renamings of one FaceSet meet: the second one, back to the old name, is over when the first
   * one is about to give that name back.
   */
  public void testANameThatIsTakenAgainIsNotGivenBack() {
    FaceSet set = created("old");
    IndexFaceSets slow =
        before(DeleteRequest.class::isInstance, () -> faceSets.update(set, old -> about("old")));
    join(slow.update(set, old -> about("new")));
    assertEquals("old", join(faceSets.byToken(OWNER, set.token())).orElseThrow().outerId());
    assertEquals(set.token(), join(faceSets.byOuterId(OWNER, "old")).orElseThrow().token());
    assertEquals(Optional.empty(), join(faceSets.byOuterId(OWNER, "new")));
    assertEquals(Reason.FACESET_EXISTS, refused(faceSets.create(newSet(OWNER, "old"))));
    created("new");
  }

  /** It has the name for so long without being called so that another one may take it. */
  public void testARenamingThatIsTooSlowLosesTheName() {
    FaceSet slow = created("slow");
    FaceSet quick = created("quick");
    IndexFaceSets node =
        before(
            writing(slow),
            () -> {
              passTooMuch();
              return faceSets.update(quick, old -> about("new"));
            });
    assertEquals(Reason.NEW_OUTER_ID_EXISTS, refused(node.update(slow, old -> about("new"))));
    assertEquals(Optional.of(slow), join(faceSets.byOuterId(OWNER, "slow")));
    assertEquals(quick.token(), join(faceSets.byOuterId(OWNER, "new")).orElseThrow().token());
    assertEquals(List.of("new", "slow"), outerIds());
  }

  /** The one who takes the name over is slow as well: it was not left after all. */
  public void testANameIsNotTakenOverFromARenamingThatIsDoneMeanwhile() {
    FaceSet first = created("first");
    FaceSet second = created("second");
    CompletableFuture<Optional<FaceSet>> firstRenamed = new CompletableFuture<>();
    CompletableFuture<Optional<FaceSet>> secondRenamed = new CompletableFuture<>();
    IndexFaceSets nodeOfFirst =
        before(
            writing(first),
            () -> {
              passTooMuch();
              CompletableFuture<Void> aboutToTakeOver = new CompletableFuture<>();
              before(
                      SlowNodesTests::isTakingOver,
                      () -> {
                        aboutToTakeOver.complete(null);
                        return firstRenamed;
                      })
                  .update(second, old -> about("new"))
                  .whenComplete((renamed, error) -> settle(secondRenamed, renamed, error));
              return aboutToTakeOver;
            });
    nodeOfFirst
        .update(first, old -> about("new"))
        .whenComplete((renamed, error) -> settle(firstRenamed, renamed, error));
    assertEquals("new", join(firstRenamed).orElseThrow().outerId());
    assertEquals(Reason.NEW_OUTER_ID_EXISTS, refused(secondRenamed));
    assertEquals(List.of("new", "second"), outerIds());
    assertEquals(first.token(), join(faceSets.byOuterId(OWNER, "new")).orElseThrow().token());
  }

  private static <T> void settle(CompletableFuture<T> stage, T result, Throwable error) {
    if (error == null) {
      stage.complete(result);
    } else {
      stage.completeExceptionally(error);
    }
  }

  public void testAFaceSetThatIsMadeTooSlowlyIsNeverThere() {
    created("another");
    FaceSet slow = newSet(OWNER, "staff");
    FaceSet quick = newSet(OWNER, "staff");
    IndexFaceSets node =
        before(
            writing(slow),
            () -> {
              passTooMuch();
              return faceSets.create(quick);
            });
    assertEquals(Reason.FACESET_EXISTS, refused(node.create(slow)));
    assertEquals(Optional.empty(), join(faceSets.byToken(OWNER, slow.token())));
    assertEquals(Optional.of(quick), join(faceSets.byOuterId(OWNER, "staff")));
    assertEquals(List.of("another", "staff"), outerIds());
    pass(Duration.ofHours(2));
    join(sweep.sweep());
    assertEquals("nothing is left of it", List.of(), join(faceSets.gone(null, 10)));
  }
}

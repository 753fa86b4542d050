package org.facesearch.models.usecase.reembed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.reembed.OnMissing;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.reembed.Reembedding.State;
import org.facesearch.models.testing.MemoryReembeddings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A change of models from its begin to its end, and all that may come between. */
class ReembeddingTest {

  private static final String BAD = "bad";

  private final MemoryReembeddings store = new MemoryReembeddings();
  private final MemoryCopy copy = new MemoryCopy();
  private final List<String> embedded = new ArrayList<>();
  private final ManageReembeddings manage =
      new ManageReembeddings(store, any -> copy, InstantSource.system());
  private Consumer<String> beforeEach = text -> {};

  private static ReembedPlan plan(OnMissing without, boolean swap) {
    return new ReembedPlan(
        "people",
        "uuid",
        "people-2",
        "vector",
        "old",
        new ReembedPlan.Model("new", 1, true),
        new ReembedPlan.Pictures("photo", Optional.empty(), false),
        swap ? Optional.of(new ReembedPlan.Swap("all", false, false)) : Optional.empty(),
        without);
  }

  private static String picture(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The vector of a picture is the length of its text. */
  private CompletionStage<List<float[]>> embed(PictureSource picture) {
    String text =
        new String(
            ((PictureSource.Inline) picture).bytes(ImageLimits.defaults()), StandardCharsets.UTF_8);
    beforeEach.accept(text);
    embedded.add(text);
    return text.equals(BAD)
        ? CompletableFuture.failedFuture(FaceSearchException.invalid("no face found in image"))
        : CompletableFuture.completedFuture(List.of(new float[] {text.length()}));
  }

  private static <T> T join(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private void work(Reembedding begun) throws Exception {
    join(
        new RunReembedding(
                begun,
                store,
                copy,
                (picture, boxes) -> embed(picture),
                1,
                InstantSource.system(),
                now -> {})
            .run());
  }

  private Reembedding begin(OnMissing without) throws Exception {
    return join(manage.begin("job", plan(without, true), "node:1"));
  }

  private Reembedding now() throws Exception {
    return join(store.read("job"));
  }

  private void people(int count) {
    for (int i = 0; i < count; i++) {
      copy.put("p" + i, picture("x".repeat(i + 1)));
    }
  }

  @Test
  void whatIsWrittenMeanwhileIsInTheNewIndex() throws Exception {
    people(7);
    beforeEach =
        text -> {
          if (text.equals("xxx")) {
            copy.put("late", picture("hello"));
            copy.put("p0", picture("changed"));
            copy.delete("p1");
          }
        };
    copy.beforeLastRound = () -> copy.put("latest", picture("world!"));
    work(begin(OnMissing.FAIL));

    assertEquals(Set.of("p0", "p2", "p3", "p4", "p5", "p6", "late", "latest"), copy.made.keySet());
    assertArrayEquals(new float[] {7}, copy.made.get("p0").orElseThrow());
    assertArrayEquals(new float[] {6}, copy.made.get("latest").orElseThrow());
    assertTrue(copy.swapped);
    Reembedding done = now();
    assertEquals(State.COMPLETED, done.state());
    assertEquals(7, done.reached().total());
    assertEquals(10, done.reached().counts().embedded());
    assertEquals(1, done.reached().counts().removed());
  }

  @Test
  void afterAPauseItGoesOnWhereItWas() throws Exception {
    people(9);
    Reembedding begun = begin(OnMissing.FAIL);
    beforeEach =
        text -> {
          if (text.length() == 4) {
            pause();
          }
        };
    work(begun);
    assertEquals(State.PAUSED, now().state());
    assertFalse(copy.swapped);
    assertEquals(4, embedded.size(), "the batch under way was ended");
    assertEquals(2, now().reached().counts().done(), "and counts for nothing");

    beforeEach = text -> {};
    work(join(manage.resume("job", "node:2")));
    assertEquals(State.COMPLETED, now().state());
    assertEquals(9, copy.made.size());
    assertEquals(11, embedded.size(), "two documents were made twice, no more");
    assertEquals(9, now().reached().counts().done());
  }

  private void pause() {
    try {
      Reembedding unused = join(manage.pause("job"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatItsNodeTookWithItIsResumedOnce() throws Exception {
    people(3);
    Reembedding lost = begin(OnMissing.FAIL);
    store.tasksRun = false;
    assertEquals(State.INTERRUPTED, now().state());
    Reembedding resumed = join(manage.resume("job", "node-2:1"));
    store.tasksRun = true;
    assertConflict(() -> join(manage.resume("job", "node-3:1")));

    // The first task was not lost at all, only out of reach.
    work(lost);
    assertEquals(State.RUNNING, now().state());
    assertFalse(copy.swapped);
    work(resumed);
    assertEquals(State.COMPLETED, now().state());
    assertEquals(3, copy.made.size());
  }

  @Test
  void aDocumentWithoutAPictureEndsItUnlessToldOtherwise() throws Exception {
    people(2);
    copy.put("bad", picture(BAD));
    copy.put("none", "");
    Reembedding begun = begin(OnMissing.FAIL);
    FaceSearchException failed = assertThrows(FaceSearchException.class, () -> work(begun));
    assertEquals(Reason.INVALID, failed.reason());
    Reembedding now = now();
    assertEquals(State.FAILED, now.state());
    assertTrue(now.error().orElseThrow().contains("document [bad]: no face found"), now::toString);
    assertEquals(2, now.reached().counts().done());

    copy.put("bad", picture("mended"));
    copy.delete("none");
    work(join(manage.resume("job", "node:2")));
    assertEquals(State.COMPLETED, now().state());
    assertEquals(Set.of("p0", "p1", "bad"), copy.made.keySet());
  }

  @Test
  void skippedOrKeptWithoutTheirVectors() throws Exception {
    for (OnMissing without : List.of(OnMissing.SKIP, OnMissing.KEEP)) {
      copy.swapped = false;
      copy.frozen = false;
      copy.made.clear();
      people(1);
      copy.put("bad", picture(BAD));
      copy.put("none", "");
      work(begin(without));
      assertEquals(
          without == OnMissing.SKIP ? Set.of("p0") : Set.of("p0", "bad", "none"),
          copy.made.keySet());
      if (without == OnMissing.KEEP) {
        assertEquals(Optional.empty(), copy.made.get("bad"));
      }
      Reembedding done = now();
      assertEquals(1, done.reached().counts().missing());
      assertEquals(1, done.reached().counts().failed());
      assertEquals(
          List.of("bad", "none"),
          done.reached().failures().stream().map(failure -> failure.id()).toList());
    }
  }

  @Test
  void afterAFailureOfTheLastStepTheSourceTakesWrites() throws Exception {
    people(2);
    copy.swapFails = true;
    Reembedding begun = begin(OnMissing.FAIL);
    assertThrows(FaceSearchException.class, () -> work(begun));
    assertFalse(copy.frozen);
    assertFalse(now().frozen());
    assertEquals(Optional.of("no swap today"), now().error());

    copy.swapFails = false;
    work(join(manage.resume("job", "node:2")));
    assertTrue(copy.swapped);
    assertTrue(copy.frozen, "the old index takes no writes that would be lost");
  }

  @Test
  void theLastStepIsNotPaused() throws Exception {
    people(1);
    copy.beforeLastRound = () -> assertConflict(() -> join(manage.pause("job")));
    work(begin(OnMissing.FAIL));
    assertEquals(State.COMPLETED, now().state());
    assertConflict(() -> join(manage.pause("job")));
    assertConflict(() -> join(manage.resume("job", "node:2")));
  }

  @Test
  void oneAtATimeAndForgotten() throws Exception {
    people(1);
    begin(OnMissing.FAIL);
    assertConflict(() -> join(manage.begin("other", plan(OnMissing.FAIL, true), "node:2")));
    join(manage.remove("job"));
    assertTrue(copy.discarded);
    assertEquals(List.of(), join(manage.list()));
    assertFalse(copy.frozen);
    assertEquals(
        Reason.NOT_FOUND,
        assertThrows(FaceSearchException.class, () -> join(manage.read("job"))).reason());
  }

  private static void assertConflict(Executable call) {
    assertEquals(Reason.CONFLICT, assertThrows(FaceSearchException.class, call).reason());
  }
}

package org.facesearch.plugin.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opensearch.common.lease.Releasable;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;

class OneAtATimeTest {

  private final ThreadContext context = new ThreadContext(Settings.EMPTY);
  private final OneAtATime turns = new OneAtATime(3, context, Runnable::run);
  private final List<Taker> takers = new ArrayList<>();

  private final class Taker implements ActionListener<Releasable> {
    private Releasable turn;
    private Exception refused;
    private String user;

    @Override
    public void onResponse(Releasable given) {
      turn = given;
      user = context.getHeader("user");
    }

    @Override
    public void onFailure(Exception e) {
      refused = e;
    }
  }

  private Taker take(Object thing) {
    Taker taker = new Taker();
    takers.add(taker);
    turns.take(thing, taker);
    return taker;
  }

  @Test
  void turnsOfAThingComeOneAfterTheOtherInOrder() {
    Object thing = new Object();
    List<Taker> four = List.of(take(thing), take(thing), take(thing), take(thing));
    for (int i = 0; i < 4; i++) {
      assertTrue(four.get(i).turn != null, i + " has its turn");
      assertTrue(i == 3 || four.get(i + 1).turn == null, (i + 1) + " still waits");
      four.get(i).turn.close();
    }
    assertTrue(take(thing).turn != null, "it is free again");
  }

  @Test
  void differentThingsDoNotWaitForEachOther() {
    // Equal, yet two.
    assertTrue(take(new String("thing")).turn != null);
    assertTrue(take(new String("thing")).turn != null);
  }

  @Test
  void whoComesWhenAllPlacesAreTakenIsRefused() {
    Object thing = new Object();
    for (int i = 0; i < 4; i++) {
      take(thing);
    }
    Taker tooMany = take(thing);
    assertTrue(tooMany.refused instanceof OpenSearchRejectedExecutionException);
    takers.getFirst().turn.close();
    assertTrue(take(thing).refused == null, "a place is free");
    assertTrue(tooMany.turn == null);
  }

  @Test
  void aTurnIsHandedOverOnceHoweverOftenItIsClosed() {
    Object thing = new Object();
    Taker first = take(thing);
    Taker second = take(thing);
    Taker third = take(thing);
    first.turn.close();
    first.turn.close();
    assertTrue(second.turn != null);
    assertTrue(third.turn == null);
  }

  @Test
  void everyTurnComesInTheContextOfItsRequest() {
    Object thing = new Object();
    for (String user : List.of("anna", "bela")) {
      try (ThreadContext.StoredContext before = context.stashContext()) {
        assertFalse(before == null);
        context.putHeader("user", user);
        take(thing);
      }
    }
    takers.getFirst().turn.close();
    assertEquals(List.of("anna", "bela"), takers.stream().map(taker -> taker.user).toList());
  }

  @Test
  void noTwoThreadsHaveATurnAtOnce() throws Exception {
    OneAtATime busy = new OneAtATime(1_000, context, Runnable::run);
    Object thing = new Object();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(400);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 400; i++) {
        threads.execute(
            () ->
                busy.take(
                    thing,
                    ActionListener.wrap(
                        turn ->
                            threads.execute(
                                () -> {
                                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                  inside.decrementAndGet();
                                  turn.close();
                                  done.countDown();
                                }),
                        refused -> {})));
      }
      assertTrue(done.await(1, TimeUnit.MINUTES));
    }
    assertEquals(1, most.get());
  }
}

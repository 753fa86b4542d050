package org.facesearch.models.image;

import static org.facesearch.models.image.TestImages.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.MemoryAccount;
import org.junit.jupiter.api.Test;

class DecodeBudgetTest {

  private static final long MB = 1 << 20;

  @Test
  void givesAndTakesBack() {
    DecodeBudget budget = new DecodeBudget(4 * MB);
    DecodeBudget.Lease lease = budget.acquire(3 * MB);
    assertEquals(MB, budget.free());
    lease.shrinkTo(MB);
    lease.shrinkTo(2 * MB);
    assertEquals(3 * MB, budget.free());
    lease.close();
    lease.close();
    assertEquals(4 * MB, budget.free());
  }

  @Test
  void moreThanAllIsAll() {
    DecodeBudget budget = new DecodeBudget(2 * MB);
    try (DecodeBudget.Lease all = budget.acquire(Long.MAX_VALUE)) {
      assertEquals(0, budget.free());
      all.shrinkTo(1);
      assertEquals(2 * MB - 1024, budget.free());
    }
  }

  /** Has room for so much, as a circuit breaker has. */
  private static final class Room implements MemoryAccount {
    private final long most;
    private long used;

    Room(long most) {
      this.most = most;
    }

    @Override
    public void take(long bytes, String what) {
      if (used + bytes > most) {
        throw new FaceSearchException(Reason.BUSY, "no room for " + what);
      }
      used += bytes;
    }

    @Override
    public void giveBack(long bytes) {
      used -= bytes;
    }
  }

  @Test
  void theAccountCountsWhatIsTakenAndRefusesWithoutWaiting() {
    Room room = new Room(3 * MB);
    DecodeBudget budget = new DecodeBudget(4 * MB, Duration.ofDays(1), room);
    DecodeBudget.Lease lease = budget.acquire(2 * MB);
    assertEquals(2 * MB, room.used);
    assertFails(Reason.BUSY, () -> budget.acquire(2 * MB));
    assertEquals(2 * MB, budget.free(), "what was refused is not taken");
    assertEquals(2 * MB, room.used);
    lease.shrinkTo(MB);
    assertEquals(MB, room.used);
    budget.acquire(2 * MB).close();
    lease.close();
    lease.close();
    assertEquals(0, room.used);
    assertEquals(4 * MB, budget.free());
  }

  @Test
  void patienceEnds() {
    DecodeBudget budget = new DecodeBudget(MB, Duration.ofMillis(20));
    DecodeBudget.Lease first = budget.acquire(MB);
    assertFails(Reason.BUSY, () -> budget.acquire(1));
    first.close();
    budget.acquire(MB).close();
  }

  @Test
  void waitsForOthers() throws InterruptedException {
    DecodeBudget budget = new DecodeBudget(MB);
    CountDownLatch granted = new CountDownLatch(1);
    DecodeBudget.Lease first = budget.acquire(MB);
    Thread waiting =
        Thread.startVirtualThread(
            () -> {
              budget.acquire(MB).close();
              granted.countDown();
            });
    assertFalse(granted.await(50, TimeUnit.MILLISECONDS));
    first.close();
    assertTrue(granted.await(5, TimeUnit.SECONDS));
    waiting.join();
  }

  @Test
  void anInterruptEndsTheWait() {
    DecodeBudget budget = new DecodeBudget(MB);
    DecodeBudget.Lease first = budget.acquire(MB);
    Thread.currentThread().interrupt();
    assertFails(Reason.BUSY, () -> budget.acquire(MB));
    assertTrue(Thread.interrupted(), "the flag stays set");
    first.close();
  }

  @Test
  void refusesNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new DecodeBudget(1000));
    assertThrows(IllegalArgumentException.class, () -> new DecodeBudget(MB).acquire(-1));
  }
}

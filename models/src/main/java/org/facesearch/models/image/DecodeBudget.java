package org.facesearch.models.image;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.MemoryAccount;

/**
 * Bounds the memory of all pictures that are being decoded or looked at, whatever arrives at once.
 *
 * <p>First come, first served: a large picture is not overtaken for ever by small ones. A thread
 * that already holds a lease and asks for another can wait for one that does the same, so nobody
 * waits longer than the budget's patience. Whatever is taken is counted in the node's account too;
 * where that has no room, a picture does not wait but is refused.
 */
public final class DecodeBudget {

  /** How long a picture waits unless said otherwise. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  /** A semaphore counts in ints; KiB make that 2 TiB. */
  private static final int UNIT = 1024;

  private final long bytes;
  private final Duration patience;
  private final int units;
  private final Semaphore free;
  private final MemoryAccount account;

  /**
   * A budget with the default patience, counted nowhere else.
   *
   * @param bytes for all pictures together, at least 1 MiB
   * @throws IllegalArgumentException if it is less
   */
  public DecodeBudget(long bytes) {
    this(bytes, DEFAULT_PATIENCE);
  }

  /** The same with a patience of its own. */
  public DecodeBudget(long bytes, Duration patience) {
    this(bytes, patience, MemoryAccount.NONE);
  }

  /**
   * @param bytes for all pictures together, at least 1 MiB
   * @param patience how long a picture waits for others before it is refused
   * @param account counts what leases hold
   * @throws IllegalArgumentException if the bytes are fewer or the patience is negative
   */
  public DecodeBudget(long bytes, Duration patience, MemoryAccount account) {
    if (bytes < 1 << 20) {
      throw new IllegalArgumentException("a budget of " + bytes + " bytes decodes nothing");
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience is negative");
    }
    this.bytes = bytes;
    this.patience = patience;
    this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
    this.free = new Semaphore(units, true);
    this.account = account;
  }

  /** The whole budget in bytes, taken or not. */
  public long bytes() {
    return bytes;
  }

  /** Bytes that no lease holds at this moment. */
  public long free() {
    return (long) free.availablePermits() * UNIT;
  }

  /** Bytes that leases hold at this moment. */
  public long taken() {
    return (long) (units - free.availablePermits()) * UNIT;
  }

  /**
   * Takes memory out of the budget, waiting while others hold it. More than the whole budget is
   * granted as the whole budget.
   *
   * @param estimate bytes, not negative
   * @throws FaceSearchException {@link Reason#BUSY} if patience ends, the account has no room or
   *     the thread is interrupted (the interrupt flag stays set)
   */
  public Lease acquire(long estimate) {
    int wanted = units(estimate);
    try {
      if (free.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return counted(wanted);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaceSearchException(Reason.BUSY, "decoding was interrupted", e);
    }
    throw new FaceSearchException(Reason.BUSY, "too many images are being decoded at once");
  }

  private Lease counted(int wanted) {
    try {
      account.take((long) wanted * UNIT, "pictures");
      return new Held(wanted);
    } catch (RuntimeException e) {
      free.release(wanted);
      throw e;
    }
  }

  private int units(long wantedBytes) {
    if (wantedBytes < 0) {
      throw new IllegalArgumentException("negative estimate");
    }
    return (int) Math.min(units, Math.ceilDiv(wantedBytes, (long) UNIT));
  }

  /** Memory that is taken until it is closed. Closing twice is harmless. */
  public interface Lease extends AutoCloseable {

    /** A lease of nothing. */
    Lease NONE = remaining -> {};

    /** Gives back all but so many bytes; never takes more. */
    void shrinkTo(long remaining);

    @Override
    default void close() {
      shrinkTo(0);
    }
  }

  private final class Held implements Lease {

    private final AtomicInteger held;

    Held(int units) {
      this.held = new AtomicInteger(units);
    }

    @Override
    public void shrinkTo(long remaining) {
      int keep = units(remaining);
      int before = held.getAndUpdate(now -> Math.min(now, keep));
      if (before > keep) {
        account.giveBack((long) (before - keep) * UNIT);
        free.release(before - keep);
      }
    }
  }

  @Override
  public String toString() {
    return "DecodeBudget[" + Objects.toString(free()) + " of " + bytes + " bytes free]";
  }
}

package org.facesearch.models.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the arrays of pictures that are done with for the next ones. Each is megabytes: as garbage
 * they fill a heap faster than its collector looks, and a node that measures its heap would refuse
 * requests for nothing.
 */
final class PixelPool {

  /** Arrays are made in whole steps, so that pictures of about one size share them. */
  private static final int STEP = 1 << 18;

  private final long most;
  private final List<byte[]> free = new ArrayList<>();
  private long kept;

  /**
   * An empty pool.
   *
   * @param most bytes that are kept
   */
  PixelPool(long most) {
    this.most = most;
  }

  /** An array of at least so many bytes, with anything in them. */
  synchronized byte[] take(int length) {
    byte[] best =
        free.stream()
            // A much larger one would be missed by a larger picture.
            .filter(array -> array.length >= length && array.length / 4 <= Math.max(length, STEP))
            .min(Comparator.comparingInt(array -> array.length))
            .orElse(null);
    if (best == null) {
      long rounded = Math.ceilDiv((long) length, STEP) * STEP;
      return new byte[rounded > Integer.MAX_VALUE - 16 ? length : (int) rounded];
    }
    free.remove(best);
    kept -= best.length;
    return best;
  }

  /** Takes an array back. The oldest go when there are too many. */
  synchronized void give(byte[] array) {
    free.add(array);
    kept += array.length;
    while (kept > most) {
      kept -= free.removeFirst().length;
    }
  }
}

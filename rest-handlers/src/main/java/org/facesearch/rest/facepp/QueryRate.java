package org.facesearch.rest.facepp;

/**
 * Lets a number of calls through each second: a bucket that holds one second's worth and fills
 * steadily. It starts full, so after a pause a second may see twice as many.
 */
final class QueryRate {

  private static final double SECOND = 1e9;

  private double calls = Double.NaN;
  private long filledAt;

  /**
   * Takes a call out of the bucket.
   *
   * @param perSecond how many it lets through; may change from call to call
   * @param now in nanoseconds, of a clock that never goes back
   * @return whether there was one
   */
  synchronized boolean take(int perSecond, long now) {
    double filled = Double.isNaN(calls) ? perSecond : calls + (now - filledAt) / SECOND * perSecond;
    calls = Math.min(perSecond, filled);
    filledAt = now;
    if (calls < 1) {
      return false;
    }
    calls--;
    return true;
  }
}

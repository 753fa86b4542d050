package org.facesearch.models.compare;

/**
 * Whoever started a comparison: hears how far it is, and may want it no more. Called from any
 * thread, never from two at once.
 */
public interface CompareProgress {

  /** How many entries there are to compare; told once, before all else. */
  void begins(long entries);

  /**
   * Where it has got to.
   *
   * @param entries compared so far
   * @param rows of those, how many have a hit
   */
  void reached(long entries, long rows);

  /** Whether it is to stop; it then does so before the next block. */
  boolean isCancelled();
}

package org.facesearch.plugin.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.BytesRef;

/** The best so far for one probe. */
final class Nearest {

  private final int limit;
  private final PriorityQueue<Found> worstFirst = new PriorityQueue<>(Found.BEST_FIRST.reversed());

  /** Below this nothing can get in any more. */
  private float floor;

  /**
   * Keeps so many.
   *
   * @param limit at least 1
   * @param minCosine what is below is not kept
   */
  Nearest(int limit, float minCosine) {
    this.limit = limit;
    this.floor = minCosine;
  }

  boolean mayTake(float cosine) {
    return cosine >= floor;
  }

  void take(float cosine, BytesRef id) {
    worstFirst.add(new Found(id, cosine));
    if (worstFirst.size() > limit) {
      worstFirst.poll();
    }
    if (worstFirst.size() == limit) {
      floor = worstFirst.element().cosine();
    }
  }

  List<Found> bestFirst() {
    List<Found> all = new ArrayList<>(worstFirst);
    all.sort(Found.BEST_FIRST);
    return all;
  }
}

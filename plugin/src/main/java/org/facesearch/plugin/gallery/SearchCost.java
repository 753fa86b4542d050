package org.facesearch.plugin.gallery;

/**
 * Which way to the nearest faces is the cheaper one, by what they take on one core for vectors of
 * 512 dimensions. What was measured, and how, is in docs/face-groups.md.
 */
final class SearchCost {

  /** Reading a vector of the index, once for all probes of a search. */
  private static final double READ = 150;

  /** Comparing it with one probe. */
  private static final double COMPARE = 40;

  /** A search in the graph, whatever is asked. */
  private static final double WALK = 1_000_000;

  /** Each candidate that is kept while the graph is walked. */
  private static final double CANDIDATE = 10_000;

  private SearchCost() {}

  /**
   * Whether comparing with every face takes less time. Both ways use all cores and all shards.
   *
   * @param faces in the whole group
   * @param shards that they are spread over
   * @param probes of one search
   * @param width candidates that would be kept in each graph
   */
  static boolean exactIsCheaper(long faces, int shards, int probes, int width) {
    double exact = faces * (READ / probes + COMPARE);
    double graph = shards * (WALK + CANDIDATE * Math.min(width, (double) faces / shards));
    return exact <= graph;
  }
}

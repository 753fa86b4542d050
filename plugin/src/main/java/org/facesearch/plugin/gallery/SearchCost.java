package org.facesearch.plugin.gallery;

/**
 * Which way to the nearest faces is the cheaper one, by what they take on one core; nanoseconds.
 *
 * @param read reading a vector of the index, once for all probes of a search
 * @param compare comparing it with one probe
 * @param walk a search in the graph, whatever is asked
 * @param candidate each candidate that is kept while the graph is walked
 */
record SearchCost(double read, double compare, double walk, double candidate) {

  /** For vectors of 512 dimensions. What was measured, and how, is in docs/face-groups.md. */
  static final SearchCost MEASURED = new SearchCost(150, 40, 1_000_000, 10_000);

  /**
   * Whether comparing with every face takes less time. Both ways use all cores and all shards.
   *
   * @param faces in the whole group
   * @param shards that they are spread over
   * @param probes of one search
   * @param width candidates that would be kept in each graph
   */
  boolean exactIsCheaper(long faces, int shards, int probes, int width) {
    double exact = faces * (read / probes + compare);
    double graph = shards * (walk + candidate * Math.min(width, (double) faces / shards));
    return exact <= graph;
  }
}

package org.facesearch.benchmarks;

import java.io.IOException;

/** By {@code visual_knn} in the index of a group. */
final class GroupNeighbours extends IndexNeighbours {

  GroupNeighbours(Plan plan, LargeGroup group) {
    super(plan, group);
  }

  @Override
  public String name() {
    return "visual_knn";
  }

  @Override
  String index() {
    return group().index();
  }

  @Override
  public void fill() throws IOException, InterruptedException {
    if (group().fill() > 0) {
      merge();
    }
  }

  @Override
  String query(String vector, int ef, String filter) {
    return "{\"visual_knn\":{\"field\":\"vector\",\"k\":"
        + K
        + ",\"ef\":"
        + ef
        + (filter.isEmpty() ? "" : ",\"filter\":" + filter)
        + ",\"vector\":"
        + vector
        + "}}";
  }
}

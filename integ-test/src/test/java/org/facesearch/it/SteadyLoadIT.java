package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One client that sends full-size photographs one after the other is no overload. */
class SteadyLoadIT {

  private static final int PHOTOGRAPHS = 150;

  @Test
  void photographsOneByOneAreAllEnrolled() throws Exception {
    try (TestCluster cluster = TestCluster.named("steady").start()) {
      FaceGroup group = FaceGroup.create(cluster.http(0), "steady");
      Map<Integer, Integer> statuses = new TreeMap<>();
      String last = "";
      for (int i = 0; i < PHOTOGRAPHS; i++) {
        Response response =
            group.add("id-" + i, Pictures.dataUri(Pictures.sample(1 + i % 6)), Map.of());
        statuses.merge(response.status(), 1, Integer::sum);
        last = response.status() == 200 ? last : response.toString();
      }
      assertEquals(Map.of(200, PHOTOGRAPHS), statuses, last);
      assertEquals(PHOTOGRAPHS, group.count());
    }
  }
}

package org.facesearch.plugin.gallery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SearchCostTest {

  private final SearchCost cost = SearchCost.MEASURED;

  @Test
  void smallGroupsAreComparedWhole() {
    assertTrue(cost.exactIsCheaper(0, 1, 1, 100));
    assertTrue(cost.exactIsCheaper(1_000, 1, 1, 100));
    assertTrue(cost.exactIsCheaper(10_000, 1, 64, 100));
  }

  @Test
  void largeOnesAreSearchedInTheirGraphs() {
    assertFalse(cost.exactIsCheaper(1_000_000, 1, 64, 100));
    assertFalse(cost.exactIsCheaper(10_000_000, 10, 64, 100));
  }

  @Test
  void aSingleProbePaysForReadingAlone() {
    assertTrue(cost.exactIsCheaper(30_000, 1, 64, 100));
    assertFalse(cost.exactIsCheaper(30_000, 1, 1, 100));
  }

  @Test
  void manyHitsMakeTheGraphDear() {
    assertFalse(cost.exactIsCheaper(500_000, 1, 2, 100));
    assertTrue(cost.exactIsCheaper(500_000, 1, 2, 10_000));
  }
}

package org.facesearch.plugin.gallery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SearchCostTest {

  @Test
  void smallGroupsAreComparedWhole() {
    assertTrue(SearchCost.exactIsCheaper(0, 1, 1, 100));
    assertTrue(SearchCost.exactIsCheaper(1_000, 1, 1, 100));
    assertTrue(SearchCost.exactIsCheaper(10_000, 1, 64, 100));
  }

  @Test
  void largeOnesAreSearchedInTheirGraphs() {
    assertFalse(SearchCost.exactIsCheaper(1_000_000, 1, 64, 100));
    assertFalse(SearchCost.exactIsCheaper(10_000_000, 10, 64, 100));
  }

  @Test
  void aSingleProbePaysForReadingAlone() {
    assertTrue(SearchCost.exactIsCheaper(30_000, 1, 64, 100));
    assertFalse(SearchCost.exactIsCheaper(30_000, 1, 1, 100));
  }

  @Test
  void manyHitsMakeTheGraphDear() {
    assertFalse(SearchCost.exactIsCheaper(500_000, 1, 2, 100));
    assertTrue(SearchCost.exactIsCheaper(500_000, 1, 2, 10_000));
  }
}

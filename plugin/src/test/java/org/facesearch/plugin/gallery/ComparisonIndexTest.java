package org.facesearch.plugin.gallery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opensearch.common.regex.Regex;
import org.opensearch.indices.SystemIndexDescriptor;

class ComparisonIndexTest {

  /** Access control keeps users out of system indices, and knows them by this alone. */
  @Test
  void keptComparisonsAreSystemIndices() {
    assertTrue(isSystemIndex(ComparisonIndex.nameFor(UUID.randomUUID().toString())));
    assertFalse(isSystemIndex("faces-group"));
  }

  private static boolean isSystemIndex(String name) {
    return ComparisonIndex.systemIndices().stream()
        .map(SystemIndexDescriptor::getIndexPattern)
        .anyMatch(pattern -> Regex.simpleMatch(pattern, name));
  }
}

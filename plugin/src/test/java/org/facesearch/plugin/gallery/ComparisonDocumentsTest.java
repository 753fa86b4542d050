package org.facesearch.plugin.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import org.facesearch.models.compare.Comparison;
import org.facesearch.models.gallery.GroupKind;
import org.junit.jupiter.api.Test;

class ComparisonDocumentsTest {

  private static Comparison comparison(GroupKind kind) {
    return Comparison.started(
        "the-id",
        "node:1",
        new Comparison.Asked(kind, "base", "target", 0.3, 5),
        Instant.parse("2026-11-21T12:00:00Z"));
  }

  @Test
  void whatIsWrittenIsRead() {
    for (GroupKind kind : GroupKind.values()) {
      Comparison comparison = comparison(kind);
      assertEquals(comparison, ComparisonDocuments.read(ComparisonDocuments.write(comparison)));
    }
  }

  @Test
  void aComparisonOfBeforeThereWereGroupsOfPicturesIsOneOfFaces() {
    Map<String, Object> document = ComparisonDocuments.write(comparison(GroupKind.IMAGE));
    document.remove("kind");
    assertEquals(comparison(GroupKind.FACE), ComparisonDocuments.read(document));
  }
}

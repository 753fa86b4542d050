package org.facesearch.models.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityLevels;
import org.facesearch.models.quality.QualityThresholds;
import org.junit.jupiter.api.Test;

class QualitySectionTest {

  private static QualityLevels levels(String json) throws IOException {
    return QualitySection.levels(
        new ObjectMapper().readValue(json.replace('\'', '"'), QualitySection.class));
  }

  @Test
  void whatAManifestLeavesOutIsAsUsual() throws IOException {
    QualityLevels usual = QualitySection.levels(null);
    assertEquals(usual, levels("{}"));
    QualityLevels own = levels("{'middle':{'minSide':60,'maxBalance':0.9},'note':'ours'}");
    assertEquals(usual.low(), own.low());
    assertEquals(usual.high(), own.high());
    assertEquals(
        new QualityThresholds(
            60,
            usual.middle().minConfidence(),
            usual.middle().maxTurn(),
            usual.middle().minNod(),
            usual.middle().maxNod(),
            usual.middle().minSharpness(),
            usual.middle().minBalance(),
            0.9,
            Set.of(Orientation.UP)),
        own.middle());
  }

  @Test
  void aLevelThatNoFacePassesIsNamed() {
    for (String level :
        new String[] {
          "'minConfidence':1.1", "'maxTurn':-1", "'minNod':0.9", "'minBalance':2", "'minSide':0"
        }) {
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> levels("{'high':{" + level + "}}"), level)
              .getMessage();
      assertEquals("field quality.high is missing or wrong", message, level);
    }
  }
}

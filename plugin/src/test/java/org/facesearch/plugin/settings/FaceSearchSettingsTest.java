package org.facesearch.plugin.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opensearch.common.settings.Settings;

class FaceSearchSettingsTest {

  private static Optional<String> imageEmbedder(String value) {
    return FaceSearchSettings.imageEmbedder(
        Settings.builder().put(FaceSearchSettings.IMAGE_EMBEDDER.getKey(), value).build());
  }

  @Test
  void theModelForPicturesCanBeDoneWithout() {
    assertEquals(Optional.of("squeezenet11-512"), FaceSearchSettings.imageEmbedder(Settings.EMPTY));
    assertEquals(Optional.of("my-own"), imageEmbedder("my-own"));
    for (String none : List.of("none", "", " ")) {
      assertEquals(Optional.empty(), imageEmbedder(none), "[" + none + "]");
    }
  }
}

package org.facesearch.rest.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.facesearch.models.FaceSearchException;
import org.junit.jupiter.api.Test;

class MarkerTest {

  @Test
  void leadsBackToTheKeyAndIsSafeInUrls() {
    for (String key : List.of("", "a", "http://host/a b?c=d&e", "张三", "???>>>", "x".repeat(512))) {
      String marker = Marker.IMAGES.write(key);
      assertTrue(marker.matches("[A-Za-z0-9_-]+"), marker);
      assertEquals(key, Marker.IMAGES.read(marker));
    }
    assertNull(Marker.IMAGES.read(""));
  }

  @Test
  void refusesWhatThisListingNeverWrote() {
    List<String> wrong =
        List.of("%", "a", "????", Marker.TAGS.write("a"), "_w", "MDAwMDAyLmljbyJ9=x");
    for (String marker : wrong) {
      FaceSearchException failure =
          assertThrows(FaceSearchException.class, () -> Marker.IMAGES.read(marker), marker);
      assertEquals("invalid marker", failure.getMessage());
    }
  }

  @Test
  void anythingIsReadOrRefused() {
    for (String text : List.of("", "a", "aQ", "_w", "aWE=", "====", "YQ==", "aWE", "\u0000", "张")) {
      MarkerFuzz.fuzzerTestOneInput(text.getBytes(StandardCharsets.UTF_8));
    }
    Random random = new Random(5);
    byte[] seed = Marker.TAGS.write("http://host/张").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] copy = seed.clone();
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
      MarkerFuzz.fuzzerTestOneInput(copy);
    }
  }
}

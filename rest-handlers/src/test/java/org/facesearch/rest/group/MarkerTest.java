package org.facesearch.rest.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
}

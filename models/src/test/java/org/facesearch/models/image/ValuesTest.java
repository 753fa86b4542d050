package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The small values that check themselves. */
class ValuesTest {

  @Test
  void anImageKnowsItsSize() {
    assertEquals("RgbImage[2 x 3]", new RgbImage(2, 3, new byte[18]).toString());
    assertThrows(IllegalArgumentException.class, () -> new RgbImage(2, 3, new byte[17]));
    assertThrows(IllegalArgumentException.class, () -> new RgbImage(0, 3, new byte[0]));
  }

  @Test
  void aPictureIsNotSmallerThanItsImage() {
    RgbImage image = new RgbImage(2, 3, new byte[18]);
    assertEquals(0.5, new Picture(image, 4, 6, DecodeBudget.Lease.NONE).scale());
    assertEquals(1.0, new Picture(image).scale());
    assertThrows(
        IllegalArgumentException.class, () -> new Picture(image, 1, 3, DecodeBudget.Lease.NONE));
  }

  @Test
  void limitsMakeSense() {
    assertEquals(new ImageLimits(20_971_520, 50_000_000, 1, 65_535), ImageLimits.defaults());
    assertThrows(IllegalArgumentException.class, () -> new ImageLimits(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new ImageLimits(1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new ImageLimits(1, 1, 5, 4));
  }

  @Test
  void aPolicyExemptsExactlyWhatItNames() {
    FetchPolicy policy = policy("Pictures.Local", "10.1.2.3:8080", "::1", "[fd00::5]:81");
    assertTrue(policy.exempts("pictures.local", 80));
    assertTrue(policy.exempts("PICTURES.LOCAL", 9999));
    assertTrue(policy.exempts("10.1.2.3", 8080));
    assertTrue(policy.exempts("[::1]", 80));
    assertTrue(policy.exempts("[fd00::5]", 81));
    assertFalse(policy.exempts("10.1.2.3", 80));
    assertFalse(policy.exempts("[fd00::5]", 82));
    assertFalse(policy.exempts("a.pictures.local", 80));
    assertFalse(policy.exempts("pictures.local.evil.example", 80));
    assertThrows(IllegalArgumentException.class, () -> policy(" "));
    assertThrows(IllegalArgumentException.class, () -> policy("http://a.example"));
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new FetchPolicy(true, Set.of(), second, Duration.ZERO, second, 3));
  }

  private static FetchPolicy policy(String... hosts) {
    Duration second = Duration.ofSeconds(1);
    return new FetchPolicy(true, Set.of(hosts), second, second, second, 3);
  }
}

package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelPoolTest {

  @Test
  void givesAnArrayAgainThatIsLargeEnough() {
    PixelPool pool = new PixelPool(10_000_000);
    byte[] first = pool.take(3_000_000);
    assertTrue(first.length >= 3_000_000);
    assertNotSame(first, pool.take(3_000_000));
    pool.give(first);
    assertNotSame(first, pool.take(6_000_000));
    assertNotSame(first, pool.take(100), "too large for a small picture");
    assertSame(first, pool.take(2_900_000));
  }

  @Test
  void keepsNoMoreThanItMay() {
    PixelPool pool = new PixelPool(5_000_000);
    byte[] old = pool.take(3_000_000);
    byte[] young = pool.take(3_000_000);
    pool.give(old);
    pool.give(young);
    assertSame(young, pool.take(3_000_000));
    assertNotSame(old, pool.take(3_000_000));
  }

  @Test
  void aPictureShowsNothingOfTheOneBefore() {
    ImageIoPictureDecoder decoder = new ImageIoPictureDecoder(new DecodeBudget(1L << 28));
    byte[] jpeg = TestImages.jpeg(400, 300);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
    byte[] fresh;
    try (Picture picture = decoder.decode(cut, ImageLimits.defaults())) {
      fresh = Arrays.copyOf(picture.image().data(), 400 * 300 * 3);
    }
    try (Picture picture = decoder.decode(jpeg, ImageLimits.defaults())) {
      Arrays.fill(picture.image().data(), (byte) 99);
    }
    try (Picture picture = decoder.decode(cut, ImageLimits.defaults())) {
      assertArrayEquals(fresh, Arrays.copyOf(picture.image().data(), 400 * 300 * 3));
      assertEquals(400, picture.width());
    }
  }
}

package org.facesearch.models.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.facesearch.models.image.RgbImage;
import org.junit.jupiter.api.Test;

class CloseupTest {

  private static final Landmarks NONE =
      Landmarks.of(
          List.of(
              new Point(0, 0), new Point(0, 0), new Point(0, 0), new Point(0, 0), new Point(0, 0)));

  private final List<RgbImage> seen = new ArrayList<>();
  private final RgbImage picture = new RgbImage(2000, 1500, new byte[2000 * 1500 * 3]);

  private Optional<DetectedFace> look(Box box, Box found) {
    return new Closeup(
            image -> {
              seen.add(image);
              return List.of(new DetectedFace(found, NONE, 0.9));
            },
            Set::of)
        .look(picture, box);
  }

  @Test
  void showsTheFaceAtAboutAHundredPixels() {
    // 400 x 500 at (600, 400): seen at a quarter, in surroundings of 1200 from (200, 50).
    Box face =
        look(new Box(600, 400, 1000, 900), new Box(100, 87.5, 200, 212.5)).orElseThrow().box();
    assertEquals(300, seen.getFirst().width());
    assertEquals(600, face.left(), 1);
    assertEquals(1000, face.right(), 1);
    assertEquals(400, face.top(), 1);
    assertEquals(900, face.bottom(), 1);
  }

  @Test
  void staysSmallHoweverTheBoxIsShaped() {
    for (Box box :
        List.of(
            new Box(10, 0, 11, 1500),
            new Box(0, 10, 2000, 11),
            new Box(5, 5, 6, 6),
            new Box(0, 0, 2000, 1500),
            new Box(1999, 1499, 2000, 1500))) {
      look(box, new Box(0, 0, 1, 1));
      RgbImage last = seen.getLast();
      assertTrue(last.width() <= 330 && last.height() <= 330, box + " is looked at as " + last);
    }
  }

  @Test
  void anotherFaceIsNotTaken() {
    assertTrue(look(new Box(600, 400, 1000, 900), new Box(0, 0, 40, 50)).isEmpty());
  }
}

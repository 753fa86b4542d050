package org.facesearch.models.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.facesearch.models.detect.Box;
import org.facesearch.models.image.RgbImage;
import org.junit.jupiter.api.Test;

class FaceWindowTest {

  /** Red tells the column, green the row. */
  private static RgbImage ramp(int width, int height) {
    byte[] data = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        data[(y * width + x) * 3] = (byte) x;
        data[(y * width + x) * 3 + 1] = (byte) y;
      }
    }
    return new RgbImage(width, height, data);
  }

  /** Column and row of the picture at the middle of the cut. */
  private static void assertMiddle(double x, double y, RgbImage cut) {
    int at = (cut.height() / 2 * cut.width() + cut.width() / 2) * 3;
    assertEquals(x, cut.data()[at] & 0xff, 2);
    assertEquals(y, cut.data()[at + 1] & 0xff, 2);
  }

  private static int span(RgbImage cut) {
    int last = (cut.width() * cut.height() - 1) * 3;
    return (cut.data()[last] & 0xff) - (cut.data()[0] & 0xff);
  }

  @Test
  void showsTheFaceInItsSurroundings() {
    RgbImage cut = new FaceWindow(2, false, 40).cut(ramp(200, 200), new Box(80, 60, 120, 120));
    assertEquals(40, cut.width());
    assertEquals(40, cut.height());
    assertMiddle(100, 90, cut);
    assertEquals(80, span(cut), 4);
  }

  @Test
  void movesIntoThePictureAtAnEdge() {
    RgbImage cut = new FaceWindow(2, false, 40).cut(ramp(200, 200), new Box(-10, 150, 40, 210));
    assertMiddle(40, 150, cut);
    assertEquals(80, span(cut), 4);
  }

  @Test
  void isASquareAroundTheLongerSideWhereThatIsWanted() {
    RgbImage cut = new FaceWindow(1.5, true, 40).cut(ramp(200, 200), new Box(80, 60, 120, 120));
    assertMiddle(100, 90, cut);
    assertEquals(90, span(cut), 4);
    RgbImage edge = new FaceWindow(2, true, 40).cut(ramp(100, 200), new Box(60, 10, 100, 70));
    assertEquals(100, span(edge), 4);
  }

  @Test
  void shrinksWhereThePictureIsSmaller() {
    RgbImage cut = new FaceWindow(2.7, false, 40).cut(ramp(100, 200), new Box(20, 50, 80, 110));
    assertEquals(100, span(cut), 4);
    assertMiddle(50, 80, cut);
    for (Box box : new Box[] {new Box(0, 0, 1, 1), new Box(99, 199, 100, 200)}) {
      assertTrue(new FaceWindow(1.5, false, 8).cut(ramp(100, 200), box).width() == 8);
    }
  }
}

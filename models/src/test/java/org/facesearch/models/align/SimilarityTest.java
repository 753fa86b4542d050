package org.facesearch.models.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.facesearch.models.detect.Point;
import org.junit.jupiter.api.Test;

class SimilarityTest {

  private static final List<Point> POINTS =
      List.of(
          new Point(10, 20),
          new Point(50, 18),
          new Point(31, 40),
          new Point(14, 61),
          new Point(47, 63));

  @Test
  void findsTheTransformThatWasApplied() {
    Similarity known = new Similarity(1.2, -0.7, 13, -5);
    Similarity found = Similarity.fit(POINTS, POINTS.stream().map(known::apply).toList());
    assertEquals(known.a(), found.a(), 1e-9);
    assertEquals(known.b(), found.b(), 1e-9);
    assertEquals(known.tx(), found.tx(), 1e-9);
    assertEquals(known.ty(), found.ty(), 1e-9);
    assertEquals(Math.hypot(1.2, 0.7), found.scale(), 1e-9);
  }

  @Test
  void inverseLeadsBack() {
    Similarity there = new Similarity(1.2, -0.7, 13, -5);
    Point back = there.inverse().apply(there.apply(new Point(3, 4)));
    assertEquals(3, back.x(), 1e-9);
    assertEquals(4, back.y(), 1e-9);
  }

  @Test
  void neverMirrors() {
    List<Point> mirrored = POINTS.stream().map(p -> new Point(-p.x(), p.y())).toList();
    Similarity best = Similarity.fit(POINTS, mirrored);
    // A reflection would fit exactly; a similarity cannot.
    double error = 0;
    for (int i = 0; i < POINTS.size(); i++) {
      Point at = best.apply(POINTS.get(i));
      error += Math.hypot(at.x() - mirrored.get(i).x(), at.y() - mirrored.get(i).y());
    }
    assertEquals(true, error > 50, "error " + error);
  }

  @Test
  void pointsInOnePlaceHaveNoTransform() {
    List<Point> same = Collections.nCopies(5, new Point(1, 1));
    assertThrows(IllegalArgumentException.class, () -> Similarity.fit(same, POINTS));
    assertThrows(IllegalArgumentException.class, () -> Similarity.fit(POINTS, same).inverse());
  }
}

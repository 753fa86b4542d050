package org.facesearch.models.quality;

import org.facesearch.models.detect.Landmarks;

/**
 * Whether something covers the eyes or the mouth: the strength of the edges about the mouth, as
 * against those about the eyes. Both grow weaker when a face is blurred, small or pale, so their
 * ratio hardly changes; it does when one of them is under a mask, a hand or a bar. Edges from one
 * column to another count alone: those from row to row are also at the rim of what covers. They are
 * coarse ones, of a picture that was smoothed before, because the noise of a camera is everywhere.
 */
final class EdgeBalance {

  /** Added to both: what is flat in both places is not out of balance. */
  private static final double NOISE = 0.3;

  /** Columns from one pixel to the one it is compared with. */
  private static final int STEP = 2;

  // In distances of the eyes.
  private static final double EYES_ACROSS = 0.3;
  private static final double EYES_DOWN = 0.26;
  private static final double MOUTH_ACROSS = 0.1;
  private static final double MOUTH_DOWN = 0.23;

  private final Part eyes;
  private final Part mouth;

  /**
   * @param template where the landmarks are in an aligned face
   */
  EdgeBalance(Landmarks template) {
    double unit = template.rightEye().x() - template.leftEye().x();
    this.eyes =
        Part.around(
            template.leftEye().x() - EYES_ACROSS * unit,
            template.rightEye().x() + EYES_ACROSS * unit,
            template.eyes().y(),
            EYES_DOWN * unit);
    this.mouth =
        Part.around(
            template.leftMouth().x() - MOUTH_ACROSS * unit,
            template.rightMouth().x() + MOUTH_ACROSS * unit,
            template.mouth().y(),
            MOUTH_DOWN * unit);
  }

  /** The logarithm of the ratio: 0 for equal edges, less where the mouth has fewer. */
  double of(Grey aligned) {
    Grey smooth = aligned.smoothed();
    return Math.log((mouth.edges(smooth) + NOISE) / (eyes.edges(smooth) + NOISE));
  }

  /** A rectangle of an aligned face; right and bottom are outside. */
  private record Part(int left, int top, int right, int bottom) {

    static Part around(double left, double right, double middle, double half) {
      return new Part(
          (int) Math.round(left),
          (int) Math.round(middle - half),
          (int) Math.round(right),
          (int) Math.round(middle + half));
    }

    /** Mean difference of pixels near to each other in a row; of a crop without the part, 0. */
    double edges(Grey image) {
      double sum = 0;
      int count = 0;
      for (int y = Math.max(0, top); y < Math.min(bottom, image.height()); y++) {
        for (int x = Math.max(0, left); x < Math.min(right, image.width() - STEP); x++) {
          sum += Math.abs(image.at(x + STEP, y) - image.at(x, y));
          count++;
        }
      }
      return count == 0 ? 0 : sum / count;
    }
  }
}

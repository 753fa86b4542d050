package org.facesearch.models.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;

/**
 * Finds the faces that are too small in the network's input when a large picture is seen as a
 * whole: looks again at overlapping parts of it, each at a scale at which the smallest face that is
 * asked for leaves a trace, and believes only what a {@link Closeup} confirms.
 *
 * <p>A part is no larger than what the network sees of a whole picture, so memory stays what it is.
 * The time grows with the pixels of the picture, up to a bound.
 */
public final class SmallFaces implements FaceDetector {

  /**
   * Width in the network's input at which a face leaves a trace, in pixels: of 25 portraits on a
   * picture of buildings 24 were suspected at 16 pixels, 20 at 14; 15 and 8 were believed at once.
   */
  private static final double TRACE = 16;

  /** Width in the network's input at which the first look sees every face. */
  private static final double CERTAIN = 28;

  /**
   * What is not seen at least so much larger is not worth several looks: for faces of 24 pixels
   * pictures up to 2016 pixels.
   */
  private static final double LEAST_GAIN = 2.1;

  /** Least confidence of a close look: of portraits 24 pixels wide it was 0.99. */
  private static final double CERTAINTY = 0.8;

  /**
   * Pixels that all parts together may have in the network's input: those of a picture of 4,096 ×
   * 4,096 whose faces of 24 pixels are looked for. Larger pictures are seen in less detail.
   */
  private static final double MOST_PIXELS = 7.5e6;

  /** Suspicions that are followed in one picture, the strongest ones. */
  private static final int MOST_SUSPICIONS = 1000;

  /** A box this near to where a part was cut, in pixels of the network's input, is cut itself. */
  private static final double CUT = 2;

  private final FaceDetector detector;
  private final FaceDetector parts;
  private final Closeup closeup;
  private final DetectorSettings settings;
  private final NonMaximumSuppression suppression;
  private final IntSupplier smallest;

  /**
   * @param detector looks at the whole picture, scaled as {@code settings} say
   * @param parts takes a picture as it is, without enlarging it, and tells what it only suspects
   * @param closeup decides about suspicions
   * @param smallest width of the smallest face that is looked for, in pixels of the picture, asked
   *     anew for every picture; 0 for those alone that are seen in the whole
   */
  public SmallFaces(
      FaceDetector detector,
      FaceDetector parts,
      Closeup closeup,
      DetectorSettings settings,
      IntSupplier smallest) {
    this.detector = detector;
    this.parts = parts;
    this.closeup = closeup;
    this.settings = settings;
    this.suppression = new NonMaximumSuppression(settings.nmsThreshold());
    this.smallest = smallest;
  }

  @Override
  public List<DetectedFace> detect(RgbImage image) {
    List<DetectedFace> found = detector.detect(image);
    int least = smallest.getAsInt();
    double seen = settings.scaleFor(image.width(), image.height());
    double affordable = Math.sqrt(MOST_PIXELS / image.width() / image.height());
    double scale = least > 0 ? Math.min(Math.min(1, affordable), TRACE / least) : 0;
    if (scale < seen * LEAST_GAIN) {
      return found;
    }
    double most = CERTAIN / seen;
    List<DetectedFace> small = new ArrayList<>();
    Parts across = Parts.of(image.width(), settings.maxSide() / scale, most);
    Parts down = Parts.of(image.height(), settings.maxSide() / scale, most);
    for (int top : down.starts()) {
      for (int left : across.starts()) {
        Part part = new Part(left, top, across.length(), down.length());
        small.addAll(part.faces(parts, image, scale));
      }
    }
    List<DetectedFace> strongest =
        small.stream()
            .filter(face -> face.box().width() <= most)
            .filter(face -> found.stream().noneMatch(other -> isPartOf(face, other)))
            .sorted(Comparator.comparingDouble(DetectedFace::confidence).reversed())
            .limit(MOST_SUSPICIONS)
            .toList();
    List<DetectedFace> certain =
        suppression.apply(strongest).stream()
            .map(face -> confirmed(image, face))
            .flatMap(Optional::stream)
            .toList();
    // Two suspicions may turn out to be one face.
    return Stream.concat(found.stream(), suppression.apply(certain).stream())
        .sorted(DetectedFace.LARGEST_FIRST)
        .toList();
  }

  /** Eyes and mouths of large faces look like faces in a part. */
  private static boolean isPartOf(DetectedFace face, DetectedFace other) {
    return other.box().contains(face.box().centre()) || face.box().contains(other.box().centre());
  }

  private Optional<DetectedFace> confirmed(RgbImage image, DetectedFace face) {
    return closeup
        .look(image, face.box(), QuarterTurn.of(face.landmarks()))
        .filter(again -> again.confidence() >= CERTAINTY);
  }

  /** Where the parts of a side begin, and how long each is. */
  private record Parts(int[] starts, int length) {

    /** As few as cover the side, of one length, overlapping by {@code overlap}. */
    static Parts of(int side, double longest, double overlap) {
      // However wide the faces are: at least half of each part is new.
      double step = Math.max(longest - overlap, longest / 2);
      int count = 1 + (int) Math.ceil(Math.max(0, side - longest) / step);
      int length = (int) Math.min(longest, Math.ceil((side + (count - 1) * overlap) / count));
      int[] starts = new int[count];
      for (int i = 1; i < count; i++) {
        starts[i] = (int) ((long) i * (side - length) / (count - 1));
      }
      return new Parts(starts, length);
    }
  }

  private record Part(int left, int top, int width, int height) {

    List<DetectedFace> faces(FaceDetector detector, RgbImage image, double scale) {
      RgbImage part =
          Scaler.scalePart(
              image,
              left,
              top,
              width,
              height,
              Math.max(1, (int) Math.round(width * scale)),
              Math.max(1, (int) Math.round(height * scale)));
      double back = (double) width / part.width();
      return detector.detect(part).stream()
          .map(face -> face.scaled(back).moved(left, top))
          .filter(face -> isWhole(face.box(), image, CUT * back))
          .toList();
    }

    /** Whether a box ends before the part does, but for where the picture ends too. */
    private boolean isWhole(Box box, RgbImage image, double margin) {
      return (left == 0 || box.left() > left + margin)
          && (top == 0 || box.top() > top + margin)
          && (left + width == image.width() || box.right() < left + width - margin)
          && (top + height == image.height() || box.bottom() < top + height - margin);
    }
  }
}

package org.facesearch.models.usecase;

import java.util.Optional;
import org.facesearch.models.gallery.BoundingBox;

/** What is known of a face from an earlier look at its picture. */
public sealed interface KnownFace {

  /** Where it is to be taken from if no detected face is it; empty if that is nowhere. */
  Optional<BoundingBox> box(int width, int height);

  /** From which IoU with that box on a detected face is the known one; 1 for none. */
  double leastOverlap();

  /**
   * It was in a box: a face that was detected is looked for there, one that was given is taken from
   * there.
   */
  record InBox(BoundingBox known) implements KnownFace {

    /** Two detectors agree on a face better than this, and on neighbours worse. */
    private static final double SAME = 0.5;

    @Override
    public Optional<BoundingBox> box(int width, int height) {
      new GivenBox("its bounding box", known).requireIn(width, height);
      return Optional.of(known);
    }

    @Override
    public double leastOverlap() {
      return known.score() == null ? 1 : SAME;
    }
  }

  /** The picture was cut out around it ({@link FacePictures}). */
  record Middle() implements KnownFace {

    /** At the edge of the picture it was cut from, a face is not quite in the middle. */
    private static final double NEAR = 0.2;

    @Override
    public Optional<BoundingBox> box(int width, int height) {
      int left = margin(width);
      int top = margin(height);
      return Optional.of(
          new BoundingBox(
              left, top, Math.max(left, width - 1 - left), Math.max(top, height - 1 - top), null));
    }

    private static int margin(int side) {
      return (int) (side * (1 - 1 / FacePictures.MARGIN) / 2);
    }

    @Override
    public double leastOverlap() {
      return NEAR;
    }
  }

  /** Nothing: the largest face is it. */
  record Largest() implements KnownFace {

    @Override
    public Optional<BoundingBox> box(int width, int height) {
      return Optional.empty();
    }

    @Override
    public double leastOverlap() {
      return 1;
    }
  }
}

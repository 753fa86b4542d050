package org.facesearch.models.usecase;

import java.util.Map;
import java.util.Optional;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.Picture;
import org.facesearch.models.image.RgbImage;

/**
 * The face in a box that the caller gives, whether or not a detector sees one there.
 *
 * @param given in pixels of the upright picture
 * @param box the same in pixels of the decoded image
 * @param seen what the detector sees in it, in pixels of the decoded image
 * @param aligned by the landmarks that were seen, else by those of a mean face
 */
record GivenFace(BoundingBox given, Box box, Optional<DetectedFace> seen, RgbImage aligned) {

  static GivenFace in(FaceModels loaded, Picture picture, BoundingBox given) {
    Box box = pixels(picture, given);
    Optional<DetectedFace> seen = loaded.closeup().look(picture.image(), box);
    Landmarks landmarks =
        seen.map(DetectedFace::landmarks).orElseGet(() -> loaded.aligner().template().guessIn(box));
    return new GivenFace(given, box, seen, loaded.aligner().align(picture.image(), landmarks));
  }

  /** A box in pixels of the decoded image. */
  static Box pixels(Picture picture, BoundingBox box) {
    return new Box(box.left(), box.top(), box.right() + 1.0, box.bottom() + 1.0)
        .clippedTo(picture.width(), picture.height())
        .scaled(picture.scale());
  }

  /** With its vector alone. */
  AnalyzedFace analyzed(FaceModels loaded) {
    return new AnalyzedFace(given, null, loaded.embedder().embed(aligned));
  }

  /** With all that can be told of a face that is seen there. */
  AnalyzedFace described(
      FaceModels loaded, double scale, Map<Attribute, Map<String, Double>> attributes) {
    DetectedFace upright = seen.orElseThrow().scaled(1 / scale);
    return new AnalyzedFace(
        given,
        loaded.assessor().assess(upright, aligned),
        loaded.embedder().embed(aligned),
        attributes,
        Optional.of(upright.landmarks()));
  }
}

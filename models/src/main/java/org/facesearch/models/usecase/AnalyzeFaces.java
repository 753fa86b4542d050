package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.Picture;
import org.facesearch.models.image.PictureDecoder;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.quality.FaceQuality;

/**
 * From the bytes of a picture to face embeddings: decode, detect, align, assess, embed. Runs on the
 * calling thread.
 */
public final class AnalyzeFaces {

  private final PictureDecoder decoder;
  private final Supplier<FaceModels> models;
  private final FaceAttributes attributes;

  /**
   * For one node.
   *
   * @param attributes asked for those of them alone that a call wants
   */
  public AnalyzeFaces(
      PictureDecoder decoder, Supplier<FaceModels> models, FaceAttributes attributes) {
    this.decoder = decoder;
    this.models = models;
    this.attributes = attributes;
  }

  /**
   * The largest face of a picture and how many there are.
   *
   * @param model id of what made the vector
   */
  public record Largest(String model, AnalyzedFace face, int faces) {}

  /**
   * The faces of a picture that were wanted.
   *
   * @param model id of what made the vectors
   * @param faces largest first
   * @param found how many faces the picture has, wanted or not
   */
  public record Chosen(String model, List<AnalyzedFace> faces, int found) {}

  /**
   * Which faces of a picture are wanted, and what of them.
   *
   * @param quality tells whether a face is good enough; no vectors are made of the others
   * @param most how many faces at most, the largest ones
   * @param attributes to be estimated beside the vector
   */
  public record Wanted(Predicate<FaceQuality> quality, int most, Set<Attribute> attributes) {}

  /** The faces that are wanted. */
  public Chosen choose(byte[] picture, ImageLimits limits, Wanted wanted) {
    FaceModels loaded = models.get();
    try (Picture decoded = decoder.decode(picture, limits)) {
      List<DetectedFace> found = loaded.detector().detect(decoded.image());
      List<AnalyzedFace> faces = new ArrayList<>();
      for (int i = 0; i < found.size() && faces.size() < wanted.most(); i++) {
        Assessed face = assess(loaded, decoded, found.get(i));
        if (wanted.quality().test(face.quality())) {
          faces.add(
              new AnalyzedFace(
                  face.box(),
                  face.quality(),
                  loaded.embedder().embed(face.aligned()),
                  attributes.of(decoded.image(), found.get(i).box(), wanted.attributes())));
        }
      }
      return new Chosen(loaded.id(), faces, found.size());
    }
  }

  /** Every face, largest first. */
  public List<AnalyzedFace> all(byte[] picture, ImageLimits limits) {
    return choose(picture, limits, new Wanted(any -> true, Integer.MAX_VALUE, Set.of())).faces();
  }

  /**
   * The largest face.
   *
   * @throws FaceSearchException {@code INVALID} if there is none
   */
  public Largest largest(byte[] picture, ImageLimits limits) {
    Chosen chosen = choose(picture, limits, new Wanted(any -> true, 1, Set.of()));
    if (chosen.faces().isEmpty()) {
      throw FaceSearchException.invalid("no face found in image");
    }
    return new Largest(chosen.model(), chosen.faces().getFirst(), chosen.found());
  }

  /**
   * The faces in boxes that the caller gives, whether or not a detector would find them there.
   *
   * @return in the order of the boxes
   * @throws FaceSearchException {@code INVALID} if a box is not in the picture
   */
  public List<AnalyzedFace> given(byte[] picture, ImageLimits limits, List<GivenBox> boxes) {
    FaceModels loaded = models.get();
    try (Picture decoded = decoder.decode(picture, limits)) {
      // All of them before the first is worked on.
      boxes.forEach(box -> box.requireIn(decoded.width(), decoded.height()));
      return boxes.stream().map(box -> given(loaded, decoded, box.box())).toList();
    }
  }

  private static AnalyzedFace given(FaceModels loaded, Picture picture, BoundingBox given) {
    Box box =
        new Box(given.left(), given.top(), given.right() + 1.0, given.bottom() + 1.0)
            .clippedTo(picture.width(), picture.height())
            .scaled(picture.scale());
    RgbImage image = picture.image();
    Landmarks landmarks =
        loaded
            .closeup()
            .look(image, box)
            .map(DetectedFace::landmarks)
            .orElseGet(() -> loaded.aligner().template().guessIn(box));
    RgbImage aligned = loaded.aligner().align(image, landmarks);
    return new AnalyzedFace(given, null, loaded.embedder().embed(aligned));
  }

  private static Assessed assess(FaceModels loaded, Picture picture, DetectedFace face) {
    RgbImage aligned = loaded.aligner().align(picture.image(), face.landmarks());
    DetectedFace upright = face.scaled(1 / picture.scale());
    return new Assessed(
        BoundingBox.of(
            upright.box().clippedTo(picture.width(), picture.height()), upright.confidence()),
        loaded.assessor().assess(upright, aligned),
        aligned);
  }

  private record Assessed(BoundingBox box, FaceQuality quality, RgbImage aligned) {}
}

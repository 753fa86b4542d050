package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
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
import org.facesearch.models.image.JpegWriter;
import org.facesearch.models.image.Picture;
import org.facesearch.models.image.PictureDecoder;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.quality.FaceQuality;
import org.facesearch.models.quality.QualityLevels;

/**
 * From the bytes of a picture to face embeddings: decode, detect, align, assess, embed. Runs on the
 * calling thread.
 */
public final class AnalyzeFaces {

  private static final Wanted LARGEST = new Wanted(any -> true, 1, Set.of());

  private final PictureDecoder decoder;
  private final Supplier<FaceModels> models;
  private final FaceAttributes attributes;
  private final WorkWatch watch;
  private final JpegWriter jpeg = new JpegWriter();

  /**
   * For one node.
   *
   * @param attributes asked for those of them alone that a call wants
   * @param watch asked before each stage
   */
  public AnalyzeFaces(
      PictureDecoder decoder,
      Supplier<FaceModels> models,
      FaceAttributes attributes,
      WorkWatch watch) {
    this.decoder = decoder;
    this.models = models;
    this.attributes = attributes;
    this.watch = watch;
  }

  /**
   * The largest face of a picture and how many there are.
   *
   * @param model id of what made the vector
   */
  public record Largest(String model, AnalyzedFace face, int faces) {}

  /**
   * The largest face of a picture.
   *
   * @param pictures what can be kept of it; empty where that was not asked for
   */
  public record Pictured(Largest largest, Optional<FacePictures> pictures) {}

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

  /** How good a face must be, at each level. */
  public QualityLevels levels() {
    return models.get().levels();
  }

  /** Those of some attributes that this node can estimate. */
  public Set<Attribute> available(Set<Attribute> wanted) {
    return attributes.available(wanted);
  }

  /** The faces that are wanted. */
  public Chosen choose(byte[] picture, ImageLimits limits, Wanted wanted) {
    return look(picture, limits, wanted, new StageTimes(), (decoded, chosen) -> chosen);
  }

  /** Finds the faces that are wanted, and makes something of them while the pixels are there. */
  private <T> T look(
      byte[] picture,
      ImageLimits limits,
      Wanted wanted,
      StageTimes times,
      BiFunction<Picture, Chosen, T> then) {
    FaceModels loaded = models.get();
    try (Picture decoded = stage("decode", times, () -> decoder.decode(picture, limits))) {
      List<DetectedFace> found =
          stage("detect", times, () -> loaded.detector().detect(decoded.image()));
      List<AnalyzedFace> faces = new ArrayList<>();
      for (int i = 0; i < found.size() && faces.size() < wanted.most(); i++) {
        DetectedFace one = found.get(i);
        Assessed face = stage("align", times, () -> assess(loaded, decoded, one));
        if (wanted.quality().test(face.quality())) {
          faces.add(
              new AnalyzedFace(
                  face.box(),
                  face.quality(),
                  stage("embed", times, () -> loaded.embedder().embed(face.aligned())),
                  estimate(decoded, one.box(), wanted.attributes(), times),
                  Optional.of(face.landmarks())));
        }
      }
      return then.apply(decoded, new Chosen(loaded.id(), faces, found.size()));
    }
  }

  private Map<Attribute, Map<String, Double>> estimate(
      Picture picture, Box face, Set<Attribute> wanted, StageTimes times) {
    return wanted.isEmpty()
        ? Map.of()
        : stage("attributes", times, () -> attributes.of(picture.image(), face, wanted));
  }

  private <T> T stage(String name, StageTimes times, Supplier<T> work) {
    return times.of(name, () -> watch.of(name, work));
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
    return look(picture, limits, LARGEST, new StageTimes(), (decoded, chosen) -> largest(chosen));
  }

  /**
   * The largest face, and how long it took: {@code decode detect align embed}, {@code attributes}
   * where some are wanted, and {@code encode} where pictures are made.
   *
   * @param pictured whether to make pictures of it that can be kept
   * @param wanted attributes to be estimated
   * @throws FaceSearchException {@code INVALID} if there is none
   */
  public Pictured largest(
      byte[] picture,
      ImageLimits limits,
      boolean pictured,
      Set<Attribute> wanted,
      StageTimes times) {
    return look(
        picture,
        limits,
        new Wanted(any -> true, 1, wanted),
        times,
        (decoded, chosen) -> {
          Largest largest = largest(chosen);
          return new Pictured(
              largest,
              pictured
                  ? Optional.of(
                      stage(
                          "encode",
                          times,
                          () -> FacePictures.of(jpeg, picture, decoded, largest.face().box())))
                  : Optional.empty());
        });
  }

  /**
   * A face to be enrolled.
   *
   * @param faces how many the picture has; empty where its box was given
   * @param photo a JPEG file of the face and a little around it
   */
  public record Photographed(AnalyzedFace face, OptionalInt faces, byte[] photo) {}

  /**
   * The largest face and a photo of it.
   *
   * @throws FaceSearchException {@code INVALID} if there is none
   */
  public Photographed photographed(byte[] picture, ImageLimits limits) {
    return look(
        picture,
        limits,
        LARGEST,
        new StageTimes(),
        (decoded, chosen) -> {
          Largest largest = largest(chosen);
          return new Photographed(
              largest.face(),
              OptionalInt.of(largest.faces()),
              FacePictures.face(jpeg, decoded, largest.face().box()));
        });
  }

  /**
   * The face in a given box and a photo of it.
   *
   * @throws FaceSearchException {@code INVALID} if the box is not in the picture
   */
  public Photographed photographed(byte[] picture, ImageLimits limits, GivenBox box) {
    FaceModels loaded = models.get();
    try (Picture decoded = watch.of("decode", () -> decoder.decode(picture, limits))) {
      box.requireIn(decoded.width(), decoded.height());
      return new Photographed(
          analyzed(loaded, given(loaded, decoded, box)),
          OptionalInt.empty(),
          FacePictures.face(jpeg, decoded, box.box()));
    }
  }

  private static Largest largest(Chosen chosen) {
    if (chosen.faces().isEmpty()) {
      throw none();
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
    try (Picture decoded = watch.of("decode", () -> decoder.decode(picture, limits))) {
      // All of them before the first is worked on.
      boxes.forEach(box -> box.requireIn(decoded.width(), decoded.height()));
      return boxes.stream().map(box -> analyzed(loaded, given(loaded, decoded, box))).toList();
    }
  }

  /**
   * The face in a given box and, where the detector sees one there, its landmarks, quality and
   * attributes.
   *
   * @param wanted attributes to be estimated
   * @throws FaceSearchException {@code INVALID} if the box is not in the picture
   */
  public AnalyzedFace described(
      byte[] picture, ImageLimits limits, GivenBox box, Set<Attribute> wanted) {
    FaceModels loaded = models.get();
    try (Picture decoded = watch.of("decode", () -> decoder.decode(picture, limits))) {
      box.requireIn(decoded.width(), decoded.height());
      GivenFace face = given(loaded, decoded, box);
      return face.seen().isEmpty()
          ? analyzed(loaded, face)
          : face.described(
              loaded, decoded.scale(), attributes.of(decoded.image(), face.box(), wanted));
    }
  }

  /**
   * Faces of which an earlier look at this picture has told where they are.
   *
   * @return in the order of what is known
   * @throws FaceSearchException {@code INVALID} if a box is not in the picture, or the largest face
   *     is wanted and there is none
   */
  public List<AnalyzedFace> again(byte[] picture, ImageLimits limits, List<KnownFace> known) {
    FaceModels loaded = models.get();
    try (Picture decoded = decoder.decode(picture, limits)) {
      List<DetectedFace> found = loaded.detector().detect(decoded.image());
      return known.stream().map(face -> again(loaded, decoded, found, face)).toList();
    }
  }

  private static AnalyzedFace again(
      FaceModels loaded, Picture picture, List<DetectedFace> found, KnownFace known) {
    Optional<BoundingBox> place = known.box(picture.width(), picture.height());
    if (place.isEmpty()) {
      return detected(loaded, picture, found.stream().findFirst().orElseThrow(AnalyzeFaces::none));
    }
    Box box = GivenFace.pixels(picture, place.get());
    return found.stream()
        .filter(face -> known.leastOverlap() < 1 && face.box().iou(box) >= known.leastOverlap())
        .max(Comparator.comparingDouble(face -> face.box().iou(box)))
        .map(face -> detected(loaded, picture, face))
        .orElseGet(() -> GivenFace.in(loaded, picture, place.get()).analyzed(loaded));
  }

  private static AnalyzedFace detected(FaceModels loaded, Picture picture, DetectedFace found) {
    Assessed face = assess(loaded, picture, found);
    return new AnalyzedFace(face.box(), face.quality(), loaded.embedder().embed(face.aligned()));
  }

  private static FaceSearchException none() {
    return FaceSearchException.invalid("no face found in image");
  }

  private GivenFace given(FaceModels loaded, Picture picture, GivenBox box) {
    return watch.of("detect", () -> GivenFace.in(loaded, picture, box.box()));
  }

  private AnalyzedFace analyzed(FaceModels loaded, GivenFace face) {
    return watch.of("embed", () -> face.analyzed(loaded));
  }

  private static Assessed assess(FaceModels loaded, Picture picture, DetectedFace face) {
    RgbImage aligned = loaded.aligner().align(picture.image(), face.landmarks());
    DetectedFace upright = face.scaled(1 / picture.scale());
    return new Assessed(
        BoundingBox.of(
            upright.box().clippedTo(picture.width(), picture.height()), upright.confidence()),
        upright.landmarks(),
        loaded.assessor().assess(upright, aligned),
        aligned);
  }

  private record Assessed(
      BoundingBox box, Landmarks landmarks, FaceQuality quality, RgbImage aligned) {}
}

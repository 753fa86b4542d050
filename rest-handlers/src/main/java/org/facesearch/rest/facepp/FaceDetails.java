package org.facesearch.rest.facepp;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.facesearch.models.attribute.AgeGender;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.quality.QualityThresholds;
import org.facesearch.models.usecase.AnalyzedFace;
import org.facesearch.models.usecase.faceset.FacePoint;
import org.facesearch.models.usecase.faceset.QualityGrades;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * What a call asks of each face beside its token and its place. Of a given rectangle in which no
 * face is detected nothing is told.
 *
 * @param attributes by the hosted service's names
 * @param landmark whether to tell where its eyes, its nose and its mouth are
 */
record FaceDetails(Set<String> attributes, boolean landmark) {

  /** Of a call that asks for nothing. */
  static final FaceDetails NONE = new FaceDetails(Set.of(), false);

  private static final String RETURN_ATTRIBUTES = "return_attributes";
  private static final String GENDER = "gender";
  private static final String AGE = "age";
  private static final String HEADPOSE = "headpose";
  private static final String FACEQUALITY = "facequality";
  private static final String BLUR = "blur";

  /** The hosted service's attributes; {@link #write} has those that are measured here. */
  private static final Set<String> KNOWN =
      Set.of(
          "none",
          GENDER,
          AGE,
          "smiling",
          HEADPOSE,
          FACEQUALITY,
          BLUR,
          "eyestatus",
          "emotion",
          "ethnicity",
          "beauty",
          "mouthstatus",
          "eyegaze",
          "skinstatus",
          "nose_occlusion");

  /**
   * Reads {@code return_attributes} and {@code return_landmark}.
   *
   * @throws FaceppException {@code BAD_ARGUMENTS} naming the one that is wrong
   */
  static FaceDetails read(Arguments arguments) {
    int landmark = arguments.integer("return_landmark", 0, 2, 0);
    List<String> names = arguments.list(RETURN_ATTRIBUTES);
    if (!KNOWN.containsAll(names)) {
      throw FaceppException.badArgument(RETURN_ATTRIBUTES);
    }
    return new FaceDetails(Set.copyOf(names), landmark > 0);
  }

  /** Those for which there may be a model. */
  Set<Attribute> estimated() {
    Set<Attribute> estimated = EnumSet.noneOf(Attribute.class);
    if (attributes.contains(HEADPOSE)) {
      estimated.add(Attribute.POSE);
    }
    if (attributes.contains(GENDER) || attributes.contains(AGE)) {
      estimated.add(Attribute.AGE_GENDER);
    }
    return estimated;
  }

  /**
   * The fields {@code landmark} and {@code attributes}, each if there is something in it.
   *
   * @param clear from where on a face is clear
   */
  void write(AnalyzedFace face, QualityThresholds clear, XContentBuilder body) throws IOException {
    List<FacePoint> points = landmark ? FacePoint.of(face) : List.of();
    if (!points.isEmpty()) {
      landmark(points, body);
    }
    Optional<AgeGender> looks = AgeGender.of(face.attributes());
    boolean posed = face.attributes().containsKey(Attribute.POSE);
    boolean measured =
        face.quality() != null && (attributes.contains(FACEQUALITY) || attributes.contains(BLUR));
    if (looks.isEmpty() && !posed && !measured) {
      return;
    }
    body.startObject("attributes");
    if (looks.isPresent()) {
      looks(looks.get(), body);
    }
    if (posed) {
      body.startObject(HEADPOSE);
      for (var angle : face.attributes().get(Attribute.POSE).entrySet()) {
        body.field(angle.getKey() + "_angle", angle.getValue());
      }
      body.endObject();
    }
    if (measured) {
      quality(QualityGrades.of(face.quality().measures(), clear), body);
    }
    body.endObject();
  }

  private void looks(AgeGender looks, XContentBuilder body) throws IOException {
    if (attributes.contains(GENDER)) {
      body.startObject(GENDER).field("value", looks.isMale() ? "Male" : "Female").endObject();
    }
    if (attributes.contains(AGE)) {
      body.startObject(AGE).field("value", Math.round(looks.age())).endObject();
    }
  }

  private void quality(QualityGrades grades, XContentBuilder body) throws IOException {
    if (attributes.contains(FACEQUALITY)) {
      grade(FACEQUALITY, grades.fitness(), QualityGrades.FIT, body);
    }
    if (attributes.contains(BLUR)) {
      body.startObject(BLUR);
      // One number of three names, as the hosted service has it.
      for (String name : List.of("blurness", "motionblur", "gaussianblur")) {
        grade(name, grades.blur(), QualityGrades.BLURRED, body);
      }
      body.endObject();
    }
  }

  private static void grade(String name, double value, double threshold, XContentBuilder body)
      throws IOException {
    body.startObject(name).field("value", value).field("threshold", threshold).endObject();
  }

  private static void landmark(List<FacePoint> points, XContentBuilder body) throws IOException {
    body.startObject("landmark");
    for (FacePoint point : points) {
      body.startObject(point.name()).field("x", point.x()).field("y", point.y()).endObject();
    }
    body.endObject();
  }
}

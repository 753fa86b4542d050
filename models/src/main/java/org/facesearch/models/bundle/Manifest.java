package org.facesearch.models.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.regex.Pattern;
import org.facesearch.models.embed.Normalisation;
import org.facesearch.models.score.Calibration;
import org.facesearch.models.score.FmrTable;

/**
 * What a {@code manifest.json} says about its network. Fields it does not know are ignored.
 *
 * @param id names the model; stored vectors carry it, so other weights need another id
 * @param role {@code detector}, {@code embedder} of faces, {@code image_embedder} or {@code
 *     attribute}
 * @param attribute attributes: which one, e.g. {@code pose}
 * @param architecture how it is fed and decoded, e.g. {@code retinaface}, {@code arcface112},
 *     {@code pooled-features}
 * @param file name of the ONNX file beside the manifest
 * @param sha256 of that file, 64 hexadecimal digits
 * @param scoreThreshold detectors: least confidence of a face
 * @param nmsThreshold detectors: IoU from which on two boxes are one face
 * @param quality detectors: how good a face must be, in what it measures; {@code null} for the
 *     usual
 * @param features of {@code pooled-features}: the inner tensor that is averaged
 * @param dimension embedders: length of the vector
 * @param template of faces: the five landmarks in the crop, each {@code [x, y]}
 * @param fmr embedders: measured false-match rates
 * @param licence what is known of it, any JSON; {@code null} if it says nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(
    String id,
    String version,
    String role,
    String attribute,
    String architecture,
    String file,
    String sha256,
    Input input,
    Double scoreThreshold,
    Double nmsThreshold,
    QualitySection quality,
    String features,
    Integer dimension,
    List<List<Double>> template,
    List<Fmr> fmr,
    Object licence) {

  /** The role of what makes vectors of whole pictures. */
  static final String IMAGE_EMBEDDER = "image_embedder";

  private static final String EMBEDDER = "embedder";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.onnx");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * How pixels go in; {@code mean} and {@code std} on the scale 0–255, in the order of the input.
   *
   * @param fixed detectors: whether the network takes squares of {@code size} alone; else any
   *     picture up to that size
   * @param mirrored embedders of faces: whether a vector is the mean of those of the face and of
   *     its mirror image
   * @param margin attributes: how many times as wide as the face's box the picture is looked at
   * @param square attributes: whether a square around the box's longer side is looked at
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Input(
      Integer size,
      Boolean fixed,
      Boolean mirrored,
      Double margin,
      Boolean square,
      String color,
      List<Double> mean,
      List<Double> std) {

    /**
     * What is done to pixels before they go in.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    Normalisation normalisation() {
      check("RGB".equals(color) || "BGR".equals(color), "input.color");
      check(mean != null && mean.size() == 3, "input.mean");
      check(std != null && std.size() == 3, "input.std");
      return new Normalisation(
          Normalisation.Order.valueOf(color),
          mean.stream().mapToDouble(Double::doubleValue).toArray(),
          std.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** One measured rate. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Fmr(double fmr, double cosine) {}

  public Manifest {
    check(id != null && ID.matcher(id).matches(), "id");
    check(role != null, "role");
    check(architecture != null, "architecture");
    // A plain file name: the network of a bundle lies in the bundle.
    check(file != null && FILE.matcher(file).matches(), "file");
    check(sha256 != null && SHA256.matcher(sha256).matches(), "sha256");
    check(input != null && input.size() != null && input.size() > 0, "input.size");
    template = template == null ? List.of() : List.copyOf(template);
    fmr = fmr == null ? List.of() : List.copyOf(fmr);
  }

  /** The same with rates that were measured elsewhere. */
  Manifest measured(List<Fmr> rates) {
    return new Manifest(
        id,
        version,
        role,
        attribute,
        architecture,
        file,
        sha256,
        input,
        scoreThreshold,
        nmsThreshold,
        quality,
        features,
        dimension,
        template,
        rates,
        licence);
  }

  /** Whether this makes vectors of faces. */
  public boolean embedsFaces() {
    return role.equals(EMBEDDER);
  }

  /** Whether this makes vectors of whole pictures. */
  public boolean embedsPictures() {
    return role.equals(IMAGE_EMBEDDER);
  }

  /**
   * The length of the vectors.
   *
   * @throws IllegalArgumentException if it is missing or wrong
   */
  public int checkedDimension() {
    check(dimension != null && dimension > 0, "dimension");
    return dimension;
  }

  /**
   * What the cosines of an embedder mean. Every API's scale of scores hangs on this, so a table
   * that none can be made of is refused.
   *
   * @throws IllegalArgumentException if it has no rates, or none that make a scale
   */
  public Calibration calibration() {
    check(!fmr.isEmpty(), "fmr");
    FmrTable table =
        new FmrTable(
            fmr.stream().map(point -> new FmrTable.Point(point.fmr(), point.cosine())).toList());
    return embedsPictures() ? Calibration.ofImages(table) : Calibration.ofFaces(table);
  }

  /** Whether rates were measured at all; without them there are vectors, but no scores. */
  public boolean hasRates() {
    return !fmr.isEmpty();
  }

  static void check(boolean good, String field) {
    if (!good) {
      throw wrong(field);
    }
  }

  static IllegalArgumentException wrong(String field) {
    return new IllegalArgumentException("field " + field + " is missing or wrong");
  }
}

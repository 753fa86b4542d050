package org.facesearch.models.bundle;

import static org.facesearch.models.bundle.Manifest.check;

import java.util.List;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.align.AlignmentTemplate;
import org.facesearch.models.align.FaceAligner;
import org.facesearch.models.detect.Closeup;
import org.facesearch.models.detect.DetectorSettings;
import org.facesearch.models.detect.FaceDecoder;
import org.facesearch.models.detect.FaceDetector;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.detect.Looks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.detect.RetinaFaceDecoder;
import org.facesearch.models.detect.ScrfdDecoder;
import org.facesearch.models.detect.SecondLook;
import org.facesearch.models.detect.SingleShotDetector;
import org.facesearch.models.detect.SmallFaces;
import org.facesearch.models.detect.TurnedLooks;
import org.facesearch.models.detect.YuNetDecoder;
import org.facesearch.models.embed.ArcFaceEmbedder;
import org.facesearch.models.embed.FaceEmbedder;
import org.facesearch.models.embed.MirroredEmbedder;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxGraph;
import org.facesearch.models.onnx.OnnxLoader;
import org.facesearch.models.onnx.OnnxModel;
import org.facesearch.models.quality.LandmarkQualityAssessor;
import org.facesearch.models.quality.QualityLevels;

/**
 * Loads a detector and an embedder from their bundles. Each network is tried once: one of another
 * shape than its manifest says fails here.
 */
public final class FaceModelLoader {

  /**
   * Smaller pictures are enlarged until their longer side is this: faces below 16 pixels are lost.
   */
  private static final int LEAST_INPUT = 320;

  private final BundleRegistry registry;
  private final OnnxLoader engine;
  private final Supplier<Looks> looks;

  /** Of models that look for faces as {@link Looks#defaults} say. */
  public FaceModelLoader(BundleRegistry registry, OnnxLoader engine) {
    this(registry, engine, Looks::defaults);
  }

  /**
   * For one node.
   *
   * @param looks asked anew for every picture
   */
  public FaceModelLoader(BundleRegistry registry, OnnxLoader engine, Supplier<Looks> looks) {
    this.registry = registry;
    this.engine = engine;
    this.looks = looks;
  }

  /**
   * Loads the two bundles of these ids.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if a bundle is missing, damaged, or of an
   *     architecture that is not known
   */
  public FaceModels load(String detectorId, String embedderId) {
    ModelBundle embedder = registry.find(embedderId);
    ModelBundle detector = registry.find(detectorId);
    return detector.load(
        "detector",
        manifest -> {
          DetectorSettings whole = detectorSettings(manifest, LEAST_INPUT);
          OnnxModel network = network(detector, manifest, whole);
          FaceDetector first = detector(network, manifest, whole);
          FaceDetector asItIs = detector(network, manifest, detectorSettings(manifest, 1));
          Closeup closeup = new Closeup(asItIs, () -> looks.get().orientations());
          first.detect(RgbImage.grey(LEAST_INPUT));
          FaceDetector suspicious =
              detector(network, manifest, detectorSettings(manifest, 1).suspicious());
          return withEmbedder(
              embedder,
              thorough(first, suspicious, closeup, whole),
              closeup,
              QualitySection.levels(manifest.quality()));
        });
  }

  private FaceDetector thorough(
      FaceDetector first, FaceDetector suspicious, Closeup closeup, DetectorSettings whole) {
    FaceDetector turned = new TurnedLooks(first, whole, () -> looks.get().orientations());
    FaceDetector small =
        new SmallFaces(turned, suspicious, closeup, whole, () -> looks.get().smallest());
    return new SecondLook(small, closeup, whole);
  }

  /**
   * Other models with the same detector, which is not loaded again.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} as {@link #load} does
   */
  public FaceModels withEmbedder(FaceModels loaded, String embedderId) {
    return withEmbedder(
        registry.find(embedderId), loaded.detector(), loaded.closeup(), loaded.levels());
  }

  private OnnxModel network(ModelBundle bundle, Manifest manifest, DetectorSettings settings) {
    byte[] network = bundle.network();
    return engine.load(
        manifest.id(), settings.fixed() ? network : OnnxGraph.freeSpatialInput(network));
  }

  private static FaceDetector detector(
      OnnxModel network, Manifest manifest, DetectorSettings settings) {
    FaceDecoder decoder =
        switch (manifest.architecture()) {
          case "retinaface" -> new RetinaFaceDecoder();
          case "yunet" -> new YuNetDecoder();
          case "scrfd" -> new ScrfdDecoder();
          default -> throw Manifest.wrong("architecture");
        };
    return new SingleShotDetector(network, manifest.input().normalisation(), decoder, settings);
  }

  private static DetectorSettings detectorSettings(Manifest manifest, int minSide) {
    check(manifest.scoreThreshold() != null, "scoreThreshold");
    check(manifest.nmsThreshold() != null, "nmsThreshold");
    int maxSide = manifest.input().size();
    boolean fixed = Boolean.TRUE.equals(manifest.input().fixed());
    check(!fixed || maxSide % 32 == 0, "input.size");
    return new DetectorSettings(
        Math.min(minSide, maxSide),
        maxSide,
        manifest.scoreThreshold(),
        manifest.nmsThreshold(),
        fixed);
  }

  private FaceModels withEmbedder(
      ModelBundle bundle, FaceDetector detector, Closeup closeup, QualityLevels levels) {
    return bundle.load(
        "embedder",
        manifest -> {
          check("arcface112".equals(manifest.architecture()), "architecture");
          int dimension = manifest.checkedDimension();
          int side = manifest.input().size();
          FaceEmbedder single =
              new ArcFaceEmbedder(
                  engine.load(manifest.id(), bundle.network()),
                  manifest.input().normalisation(),
                  side,
                  dimension);
          FaceEmbedder embedder =
              Boolean.TRUE.equals(manifest.input().mirrored())
                  ? new MirroredEmbedder(single)
                  : single;
          embedder.embed(RgbImage.grey(side));
          Landmarks template = template(manifest);
          return new FaceModels(
              manifest.id(),
              dimension,
              detector,
              closeup,
              new FaceAligner(new AlignmentTemplate(side, template)),
              embedder,
              new LandmarkQualityAssessor(levels.middle(), template),
              levels,
              manifest.hasRates() ? manifest.calibration().fmr() : null);
        });
  }

  private static Landmarks template(Manifest manifest) {
    List<List<Double>> points = manifest.template();
    check(points.size() == 5 && points.stream().allMatch(point -> point.size() == 2), "template");
    return Landmarks.of(
        points.stream().map(point -> new Point(point.get(0), point.get(1))).toList());
  }
}

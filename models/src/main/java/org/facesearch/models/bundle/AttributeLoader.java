package org.facesearch.models.bundle;

import static org.facesearch.models.bundle.Manifest.check;

import java.util.function.Function;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.attribute.AgeGenderEstimator;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.attribute.AttributeEstimator;
import org.facesearch.models.attribute.FaceNetwork;
import org.facesearch.models.attribute.FaceWindow;
import org.facesearch.models.attribute.HeadPoseEstimator;
import org.facesearch.models.attribute.LivenessEstimator;
import org.facesearch.models.detect.Box;
import org.facesearch.models.embed.Normalisation;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxModel;

/** Loads the estimator of one attribute from its bundle, and tries it once. */
public final class AttributeLoader {

  private final BundleRegistry registry;
  private final OnnxEngine engine;

  public AttributeLoader(BundleRegistry registry, OnnxEngine engine) {
    this.registry = registry;
    this.engine = engine;
  }

  /**
   * Loads the bundle of this id.
   *
   * @param attribute that it must be for
   * @throws FaceSearchException {@code UNAVAILABLE} if the bundle is missing, damaged, for another
   *     attribute, or of an architecture that is not known
   */
  public AttributeEstimator load(Attribute attribute, String id) {
    ModelBundle bundle = registry.find(id);
    return bundle.load(
        "attribute",
        manifest -> {
          check(attribute.text().equals(manifest.attribute()), "attribute");
          AttributeEstimator estimator = estimator(bundle, manifest);
          int side = manifest.input().size();
          estimator.estimate(RgbImage.grey(side), new Box(0, 0, side, side));
          return estimator;
        });
  }

  private AttributeEstimator estimator(ModelBundle bundle, Manifest manifest) {
    Double margin = manifest.input().margin();
    check(margin != null && margin >= 1, "input.margin");
    FaceWindow window =
        new FaceWindow(
            margin, Boolean.TRUE.equals(manifest.input().square()), manifest.input().size());
    Normalisation normalisation = manifest.input().normalisation();
    Function<FaceNetwork, AttributeEstimator> estimator = estimator(manifest.architecture());
    OnnxModel model = engine.load(manifest.id(), bundle.network());
    return estimator.apply(new FaceNetwork(model, normalisation, window));
  }

  private static Function<FaceNetwork, AttributeEstimator> estimator(String architecture) {
    return switch (architecture) {
      case "headpose66" -> HeadPoseEstimator::new;
      case "agegender100" -> AgeGenderEstimator::new;
      case "liveness3" -> LivenessEstimator::new;
      default -> throw new IllegalArgumentException("field architecture is missing or wrong");
    };
  }
}

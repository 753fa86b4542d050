package org.facesearch.models.attribute;

import java.util.Map;
import org.facesearch.models.detect.Box;
import org.facesearch.models.image.RgbImage;

/**
 * How likely a face is a real one rather than a print or a screen held before the camera. The
 * network looks at the surroundings of the face, where edges and reflections give a replay away.
 */
public final class LivenessEstimator implements AttributeEstimator {

  private static final int CLASSES = 3;
  private static final int REAL = 0;

  private final FaceNetwork network;

  public LivenessEstimator(FaceNetwork network) {
    this.network = network;
  }

  @Override
  public Map<String, Double> estimate(RgbImage image, Box face) {
    float[] scores = network.look(image, face)[0];
    if (scores.length != CLASSES) {
      throw new IllegalStateException("the network knows " + scores.length + " classes, not 3");
    }
    return Map.of("real", Softmax.of(scores)[REAL]);
  }
}

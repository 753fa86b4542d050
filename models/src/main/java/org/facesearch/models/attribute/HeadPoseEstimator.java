package org.facesearch.models.attribute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.facesearch.models.detect.Box;
import org.facesearch.models.image.RgbImage;

/**
 * Yaw, pitch and roll, each as the mean of 66 bins of three degrees from -99 (Ruiz, Chong, Rehg,
 * "Fine-Grained Head Pose Estimation Without Keypoints", CVPR Workshops 2018). The yaw grows as a
 * face turns towards the left edge of the picture, the pitch as it looks up, the roll as it leans
 * towards the right edge.
 */
public final class HeadPoseEstimator implements AttributeEstimator {

  private static final List<String> ANGLES = List.of("yaw", "pitch", "roll");
  private static final int BINS = 66;
  private static final double BIN_DEGREES = 3;
  private static final double LOWEST = -99;

  private final FaceNetwork network;

  public HeadPoseEstimator(FaceNetwork network) {
    this.network = network;
  }

  @Override
  public Map<String, Double> estimate(RgbImage image, Box face) {
    float[][] outputs = network.look(image, face);
    if (outputs.length != ANGLES.size()) {
      throw new IllegalStateException("the network gives " + outputs.length + " angles, not 3");
    }
    Map<String, Double> angles = new LinkedHashMap<>();
    for (int i = 0; i < outputs.length; i++) {
      angles.put(ANGLES.get(i), degrees(outputs[i]));
    }
    return angles;
  }

  private static double degrees(float[] scores) {
    if (scores.length != BINS) {
      throw new IllegalStateException("an angle has " + scores.length + " bins, not " + BINS);
    }
    double[] shares = Softmax.of(scores);
    double bin = 0;
    for (int i = 0; i < BINS; i++) {
      bin += i * shares[i];
    }
    return bin * BIN_DEGREES + LOWEST;
  }
}

package org.facesearch.models.attribute;

import java.util.LinkedHashMap;
import java.util.Map;
import org.facesearch.models.detect.Box;
import org.facesearch.models.image.RgbImage;

/**
 * Apparent age and gender. The age is the mean of 100 bins of a year, from 0 (cf. Rothe, Timofte,
 * Van Gool, "DEX: Deep EXpectation of apparent age from a single image", ICCV Workshops 2015); the
 * network gives their shares, and how male the face looks.
 */
public final class AgeGenderEstimator implements AttributeEstimator {

  private static final int YEARS = 100;

  private final FaceNetwork network;

  public AgeGenderEstimator(FaceNetwork network) {
    this.network = network;
  }

  @Override
  public Map<String, Double> estimate(RgbImage image, Box face) {
    float[][] outputs = network.look(image, face);
    if (outputs.length != 2 || outputs[0].length != YEARS || outputs[1].length != 1) {
      throw new IllegalStateException("the network does not give 100 ages and a gender");
    }
    double age = 0;
    for (int year = 0; year < YEARS; year++) {
      age += year * outputs[0][year];
    }
    Map<String, Double> estimate = new LinkedHashMap<>();
    estimate.put("age", age);
    estimate.put("male", (double) outputs[1][0]);
    return estimate;
  }
}

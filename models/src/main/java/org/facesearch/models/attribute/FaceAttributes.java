package org.facesearch.models.attribute;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.detect.Box;
import org.facesearch.models.image.RgbImage;

/** The estimators of a node, each loaded when it is first asked for. */
public final class FaceAttributes {

  private final Map<Attribute, Supplier<AttributeEstimator>> estimators;

  public FaceAttributes(Map<Attribute, Supplier<AttributeEstimator>> estimators) {
    this.estimators = Map.copyOf(estimators);
  }

  /** Those of some attributes that there is a model for; where one has to be loaded, it is. */
  public Set<Attribute> available(Set<Attribute> wanted) {
    Set<Attribute> available = EnumSet.noneOf(Attribute.class);
    for (Attribute attribute : wanted) {
      try {
        if (estimators.containsKey(attribute) && estimators.get(attribute).get() != null) {
          available.add(attribute);
        }
      } catch (FaceSearchException e) {
        if (e.reason() != Reason.UNAVAILABLE) {
          throw e;
        }
      }
    }
    return available;
  }

  /**
   * Estimates what is wanted of one face.
   *
   * @param face where it is in the picture
   * @throws FaceSearchException {@code UNAVAILABLE} if there is no model for one of them
   */
  public Map<Attribute, Map<String, Double>> of(RgbImage image, Box face, Set<Attribute> wanted) {
    Map<Attribute, Map<String, Double>> found = new EnumMap<>(Attribute.class);
    for (Attribute attribute : wanted) {
      Supplier<AttributeEstimator> estimator = estimators.get(attribute);
      if (estimator == null) {
        throw new FaceSearchException(
            Reason.UNAVAILABLE, "there is no model for the attribute " + attribute.text());
      }
      found.put(attribute, estimator.get().estimate(image, face));
    }
    return found;
  }
}

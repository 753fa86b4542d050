package org.facesearch.plugin.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.search.Explanation;
import org.facesearch.models.score.Calibration;
import org.facesearch.models.score.FmrTable;

/**
 * Tells what a cosine of a model's vectors means: the score of the v1 API and the false-match rate,
 * where this node knows them.
 *
 * @param model id of the model
 * @param calibration asked for when something is explained
 */
public record CosineExplanation(String model, Supplier<Optional<Calibration>> calibration) {

  /** Of a model this node knows nothing of but the id. */
  public static CosineExplanation ofModel(String model) {
    return new CosineExplanation(model, Optional::empty);
  }

  Explanation of(double cosine) {
    List<Explanation> details = new ArrayList<>();
    calibration
        .get()
        .ifPresent(
            known -> {
              details.add(Explanation.match(known.v1().score(cosine), "v1 score of this cosine"));
              details.add(falseMatchRate(known.fmr(), cosine));
            });
    return Explanation.match(cosine, "cosine of the two vectors, model [" + model + "]", details);
  }

  private static Explanation falseMatchRate(FmrTable rates, double cosine) {
    String bound = "";
    if (cosine < rates.points().getFirst().cosine()) {
      bound = ", at least";
    } else if (cosine > rates.points().getLast().cosine()) {
      bound = ", at most";
    }
    return Explanation.match(
        rates.fmrAt(cosine), "false-match rate of one comparison at this cosine" + bound);
  }

  /** A model is known by its id. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CosineExplanation explanation && model.equals(explanation.model);
  }

  @Override
  public int hashCode() {
    return model.hashCode();
  }
}

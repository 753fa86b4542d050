package org.facesearch.models.usecase.faceset;

import java.util.stream.DoubleStream;
import org.facesearch.models.quality.QualityMeasures;
import org.facesearch.models.quality.QualityThresholds;

/**
 * What was measured of a face on the two scales of the Face++ API, three decimals.
 *
 * @param fitness 0 to 100, {@link #FIT} or more where the face is clear, whichever way its top
 *     points: the least grade among those of its size, pose, detection, sharpness and balance. Each
 *     of these grows as its measure gets better, from 0 where nothing is left of it over {@link
 *     #FIT} at the threshold of a clear face to 100
 * @param blur 100 where no edge is left, above {@link #BLURRED} where the face is blurred; half of
 *     it for each step of sharpness from 0 to the threshold of a clear face
 */
public record QualityGrades(double fitness, double blur) {

  /** From where on a face is fit to be compared. */
  public static final double FIT = 70.1;

  /** From where on blur harms a comparison. */
  public static final double BLURRED = 50;

  private static final double TOP = 100;

  /** Of the crop that is embedded: a larger face is scaled down to it. */
  private static final double WHOLE_SIDE = 112;

  private static final double DECIMALS = 1000;

  /** Below the last decimal. */
  private static final double ROUNDING = 1e-6;

  /** By the thresholds from where on a face is clear. */
  public static QualityGrades of(QualityMeasures face, QualityThresholds clear) {
    double least =
        DoubleStream.of(
                grade(face.side(), 0, clear.minSide(), WHOLE_SIDE),
                grade(face.confidence(), 0, clear.minConfidence(), 1),
                grade(face.turn(), 2 * clear.maxTurn(), clear.maxTurn(), 0),
                between(face.nod(), clear.minNod(), clear.maxNod()),
                grade(face.sharpness(), 0, clear.minSharpness(), 2 * clear.minSharpness()),
                between(face.balance(), clear.minBalance(), clear.maxBalance()))
            .min()
            .orElseThrow();
    return new QualityGrades(
        rounded(least), rounded(TOP * Math.pow(2, -face.sharpness() / clear.minSharpness())));
  }

  /** Best in the middle of two limits, 0 as far beyond one of them as that is from the middle. */
  private static double between(double value, double least, double most) {
    double middle = (least + most) / 2;
    double half = most - middle;
    return grade(Math.abs(value - middle), 2 * half, half, 0);
  }

  /** 0 at the worst value, {@link #FIT} at the limit, 100 at the best, even in between. */
  private static double grade(double value, double worst, double limit, double best) {
    boolean passes = best > worst ? value >= limit : value <= limit;
    return passes
        ? FIT + (TOP - FIT) * Math.clamp((value - limit) / (best - limit), 0, 1)
        : FIT * Math.clamp((value - worst) / (limit - worst), 0, 1);
  }

  /** Down, or what just fails a limit would pass it. */
  private static double rounded(double grade) {
    return Math.floor(grade * DECIMALS + ROUNDING) / DECIMALS;
  }
}

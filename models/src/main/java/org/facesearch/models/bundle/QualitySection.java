package org.facesearch.models.bundle;

import static org.facesearch.models.bundle.Manifest.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.EnumSet;
import java.util.Set;
import org.facesearch.models.quality.Orientation;
import org.facesearch.models.quality.QualityLevels;
import org.facesearch.models.quality.QualityThresholds;

/**
 * What a detector's manifest says, under {@code quality}, of how good a face must be at each level;
 * what it leaves out is as for any detector. Which way a face may point is the same for all.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QualitySection(Level low, Level middle, Level high) {

  private static final Set<Orientation> UP = Set.of(Orientation.UP);
  private static final Set<Orientation> ABOUT_UP =
      EnumSet.of(Orientation.UP, Orientation.UP_LEFT, Orientation.UP_RIGHT);

  /** Detectors differ most in the confidence that they have in one and the same face. */
  private static final QualityLevels USUAL =
      new QualityLevels(
          new QualityThresholds(24, 0.5, 0.45, 0.1, 1.0, 0.05, -1.6, 1.0, ABOUT_UP),
          new QualityThresholds(40, 0.6, 0.35, 0.22, 0.85, 0.07, -1.25, 0.65, UP),
          new QualityThresholds(48, 0.7, 0.22, 0.35, 0.85, 0.1, -1.1, 0.5, UP));

  /** Thresholds by the names of {@link QualityThresholds}; any may be absent. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Level(
      Double minSide,
      Double minConfidence,
      Double maxTurn,
      Double minNod,
      Double maxNod,
      Double minSharpness,
      Double minBalance,
      Double maxBalance) {

    private QualityThresholds over(QualityThresholds usual) {
      return new QualityThresholds(
          given(minSide, usual.minSide()),
          given(minConfidence, usual.minConfidence()),
          given(maxTurn, usual.maxTurn()),
          given(minNod, usual.minNod()),
          given(maxNod, usual.maxNod()),
          given(minSharpness, usual.minSharpness()),
          given(minBalance, usual.minBalance()),
          given(maxBalance, usual.maxBalance()),
          usual.orientations());
    }

    private static double given(Double value, double usual) {
      return value == null ? usual : value;
    }
  }

  /**
   * The levels of a detector.
   *
   * @param section of its manifest; {@code null} for the usual ones
   * @throws IllegalArgumentException naming a level that no face can pass
   */
  static QualityLevels levels(QualitySection section) {
    if (section == null) {
      return USUAL;
    }
    QualityLevels levels =
        new QualityLevels(
            level(section.low, USUAL.low()),
            level(section.middle, USUAL.middle()),
            level(section.high, USUAL.high()));
    check(levels.low().usable(), "quality.low");
    check(levels.middle().usable(), "quality.middle");
    check(levels.high().usable(), "quality.high");
    return levels;
  }

  private static QualityThresholds level(Level given, QualityThresholds usual) {
    return given == null ? usual : given.over(usual);
  }
}

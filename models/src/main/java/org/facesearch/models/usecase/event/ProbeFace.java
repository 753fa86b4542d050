package org.facesearch.models.usecase.event;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;

/** Takes the face that is searched for from its picture: the largest one. */
public final class ProbeFace {

  private final PictureWork pictures;
  private final AnalyzeFaces analysis;

  public ProbeFace(PictureWork pictures, AnalyzeFaces analysis) {
    this.pictures = pictures;
    this.analysis = analysis;
  }

  /**
   * A face that is searched for.
   *
   * @param model id of what made the vector
   */
  public record Face(String model, float[] vector) {}

  /**
   * The face of a picture.
   *
   * <p>Fails with {@code INVALID}, naming the place of the picture, if it cannot be used, has no
   * face or one that is not good enough.
   *
   * @param level how good it must be
   * @param times takes those of the stages of the analysis
   * @param stillWanted called before the picture's turn comes; what it throws is the failure
   */
  public CompletionStage<Face> of(
      ProbePicture picture, FiqaLevel level, StageTimes times, Runnable stillWanted) {
    return times.until(
        "analysis",
        () ->
            picture.naming(
                pictures.on(
                    picture.source(),
                    stillWanted,
                    (bytes, limits) -> {
                      AnalyzeFaces.Largest largest = analysis.largest(bytes, limits);
                      FaceGate.check(level, analysis.levels(), largest.face().quality());
                      return new Face(largest.model(), largest.face().vector());
                    })));
  }
}

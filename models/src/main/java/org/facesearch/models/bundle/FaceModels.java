package org.facesearch.models.bundle;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.align.FaceAligner;
import org.facesearch.models.detect.Closeup;
import org.facesearch.models.detect.FaceDetector;
import org.facesearch.models.embed.FaceEmbedder;
import org.facesearch.models.quality.QualityAssessor;
import org.facesearch.models.quality.QualityLevels;
import org.facesearch.models.score.FmrTable;

/**
 * What is needed to turn a picture into face embeddings.
 *
 * @param id of the embedder: vectors of different ids are never compared
 * @param dimension of its vectors
 * @param fmr measured false-match rates of the embedder, which every scale of scores hangs on;
 *     {@code null} where nobody has measured them
 * @param levels how good a face must be, by what {@code assessor} measures
 * @param closeup finds the landmarks of a face whose box is given
 */
public record FaceModels(
    String id,
    int dimension,
    FaceDetector detector,
    Closeup closeup,
    FaceAligner aligner,
    FaceEmbedder embedder,
    QualityAssessor assessor,
    QualityLevels levels,
    FmrTable fmr) {

  /**
   * The measured false-match rates.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} where there are none: a score would mean
   *     nothing
   */
  @Override
  public FmrTable fmr() {
    if (fmr == null) {
      throw new FaceSearchException(
          Reason.UNAVAILABLE,
          "model " + id + " has no measured false-match rates, so its scores would mean nothing");
    }
    return fmr;
  }
}

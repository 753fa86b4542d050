package org.facesearch.models.usecase;

import java.util.Objects;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.score.ScoreScale;

/**
 * What groups of one kind need to know of the model that is loaded for them.
 *
 * @param id vectors of different ids are never compared
 * @param dimension of its vectors
 * @param scale from its cosines to the score of the API
 */
public record GroupModel(String id, int dimension, ScoreScale scale) {
  public GroupModel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(scale, "scale");
  }

  /** Of groups of faces. */
  public static GroupModel of(FaceModels models) {
    return new GroupModel(models.id(), models.dimension(), ScoreScale.v1Face(models.fmr()));
  }

  /** Of groups of pictures. */
  public static GroupModel of(ImageModel model) {
    return new GroupModel(model.id(), model.dimension(), ScoreScale.v1Image(model.fmr()));
  }
}

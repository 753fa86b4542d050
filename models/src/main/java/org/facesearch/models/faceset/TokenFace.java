package org.facesearch.models.faceset;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.facesearch.models.gallery.BoundingBox;

/**
 * A face that a face token stands for.
 *
 * @param token 32 hexadecimal digits, lower case
 * @param owner whose it is
 * @param imageId of the picture it was found in
 * @param box where in that picture
 * @param userId what its owner calls it, empty if nothing
 * @param vector how it looks
 * @param faceSets tokens of the FaceSets that hold it
 * @param created to milliseconds
 */
public record TokenFace(
    String token,
    String owner,
    String imageId,
    BoundingBox box,
    String userId,
    Embedding vector,
    List<String> faceSets,
    Instant created) {

  public TokenFace {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(imageId, "imageId");
    Objects.requireNonNull(box, "box");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(vector, "vector");
    faceSets = List.copyOf(faceSets);
    Objects.requireNonNull(created, "created");
  }

  /** The same under another name. */
  public TokenFace named(String name) {
    return new TokenFace(token, owner, imageId, box, name, vector, faceSets, created);
  }

  /** The same in other FaceSets. */
  public TokenFace in(List<String> others) {
    return new TokenFace(token, owner, imageId, box, userId, vector, others, created);
  }

  /**
   * An embedding and what made it.
   *
   * @param model id of the model
   * @param values of length 1
   */
  public record Embedding(String model, float[] values) {
    public Embedding {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(values, "values");
    }
  }
}

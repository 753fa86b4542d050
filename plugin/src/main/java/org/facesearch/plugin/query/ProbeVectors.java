package org.facesearch.plugin.query;

import java.util.Optional;
import org.opensearch.core.action.ActionListener;

/** Makes vectors of pictures. */
@FunctionalInterface
public interface ProbeVectors {
  /**
   * Embeds a picture, away from the calling thread: as a whole, or the largest face in it,
   * whichever the model takes.
   *
   * <p>Fails with a status for the caller: 400 for a bad picture, one without a face where a face
   * is wanted, or a model that this node makes no vectors of; 429 where too much is going on, 503
   * where the model is not loaded.
   *
   * @param image a data URI, an http(s) URI or bare base64
   * @param model id of the model of the vectors that are searched; where it is not known, a face is
   *     looked for
   * @param listener is given the vector and its model
   */
  void ofPicture(String image, Optional<String> model, ActionListener<VectorProbe> listener);
}

package org.facesearch.plugin.query;

import org.opensearch.core.action.ActionListener;

/** Makes vectors of pictures. */
@FunctionalInterface
public interface ProbeVectors {
  /**
   * Finds the largest face of a picture and embeds it, away from the calling thread.
   *
   * <p>Fails with a status for the caller: 400 for a bad picture or one without a face, 429 where
   * too much is going on, 503 where there is no model.
   *
   * @param image a data URI, an http(s) URI or bare base64
   * @param listener is given the vector and its model
   */
  void ofPicture(String image, ActionListener<VectorProbe> listener);
}

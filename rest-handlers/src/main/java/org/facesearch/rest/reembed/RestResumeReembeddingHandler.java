package org.facesearch.rest.reembed;

import java.util.Optional;
import org.facesearch.models.reembed.ReembedRequest;
import org.opensearch.rest.RestRequest;

/**
 * Goes on with a change of models that was paused, was interrupted or failed, on this node and in
 * the name of whoever asks.
 *
 * <pre>
 * POST /_plugins/_face_search/reembed/2f1c…/resume
 *
 * 200 {"id": "2f1c…", "state": "running", …}
 * </pre>
 */
final class RestResumeReembeddingHandler extends RunHandler {

  RestResumeReembeddingHandler() {
    super("resume_reembedding", "reembed/{reembedding}/resume");
  }

  @Override
  Optional<ReembedRequest> asked(RestRequest request) {
    return Optional.empty();
  }

  @Override
  String id(RestRequest request) {
    return request.param("reembedding");
  }
}

package org.facesearch.rest.reembed;

import java.util.Optional;
import java.util.UUID;
import org.facesearch.models.reembed.ReembedRequest;
import org.facesearch.rest.Fields;
import org.opensearch.rest.RestRequest;

/**
 * Begins to give an index, or a group, vectors of another model.
 *
 * <pre>
 * POST /_plugins/_face_search/reembed
 * {"source": "people", "dest": "people-2", "alias": "people", "model": "sface-2021dec",
 *  "picture": {"field": "photo"}}
 *
 * POST /_plugins/_face_search/reembed
 * {"group": "staff", "model": "sface-2021dec"}
 *
 * 200 {"id": "2f1c…", "state": "running", "task": "Xbq…:123", …}
 * </pre>
 */
final class RestStartReembeddingHandler extends RunHandler {

  RestStartReembeddingHandler() {
    super("start_reembedding", "reembed");
  }

  @Override
  Optional<ReembedRequest> asked(RestRequest request) {
    return Optional.of(ReembedBody.read(Fields.of(request)));
  }

  @Override
  String id(RestRequest request) {
    return UUID.randomUUID().toString();
  }
}

package org.facesearch.plugin.query;

import org.opensearch.core.index.Index;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.index.query.QueryShardException;

/**
 * Vectors of two models would have been compared: status 409.
 *
 * <p>It is a {@link QueryShardException} because a shard wraps any other failure of building a
 * query into one, which is a 400. Between nodes it travels as OpenSearch's wrapper for exceptions
 * of plugins, which keeps the status.
 */
final class OtherModelException extends QueryShardException {
  private static final long serialVersionUID = 1L;

  /**
   * Names both models.
   *
   * @param field of the index, holding vectors of {@code indexed}
   * @param asked the model of the vector that was to be searched for
   */
  OtherModelException(Index index, String field, String indexed, String asked) {
    super(
        index,
        "field [{}] of index [{}] holds vectors of model [{}], which cannot be compared with one"
            + " of model [{}]",
        null,
        field,
        index.getName(),
        indexed,
        asked);
  }

  /**
   * For a vector of which the model is not told, where two of the search are not of one.
   *
   * @param field of the index, holding vectors of {@code indexed}
   */
  OtherModelException(Index index, String field, String indexed, FieldModels.Indexed other) {
    super(
        index,
        "field [{}] holds vectors of model [{}] in index [{}] and of model [{}] in index [{}]: no"
            + " vector can be compared with both",
        null,
        field,
        indexed,
        index.getName(),
        other.model(),
        other.index().getName());
  }

  @Override
  public RestStatus status() {
    return RestStatus.CONFLICT;
  }
}

package org.facesearch.rest.group;

import org.opensearch.rest.RestRequest;

/**
 * Removes a kept comparison; one that runs is cancelled.
 *
 * <pre>
 * DELETE /_plugins/_face_search/compare/2f1c…
 *
 * 200 {}
 * </pre>
 */
public final class RestRemoveComparisonHandler extends GroupHandler {

  public RestRemoveComparisonHandler() {
    super(
        "remove_comparison", new Route(RestRequest.Method.DELETE, RestReadComparisonHandler.PATH));
  }

  @Override
  Call read(RestRequest request) {
    return call(GroupActions.REMOVE_COMPARISON, request.param("comparison"), GroupHandler::nothing);
  }
}

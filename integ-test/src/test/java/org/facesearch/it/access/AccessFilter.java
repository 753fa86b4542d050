package org.facesearch.it.access;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.opensearch.OpenSearchSecurityException;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.IndicesRequest;
import org.opensearch.action.RealtimeRequest;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;

/**
 * Refuses what names indices that are not allowed, there or not. A pattern is allowed only where a
 * pattern of the rights covers it.
 */
final class AccessFilter extends ActionFilter.Simple {

  private final Supplier<Rights> rights;

  AccessFilter(Supplier<Rights> rights) {
    this.rights = rights;
  }

  /** Before all others. */
  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }

  @Override
  protected boolean apply(String action, ActionRequest request, ActionListener<?> listener) {
    if (!action.startsWith("indices:") || !(request instanceof IndicesRequest touching)) {
      return true;
    }
    Rights callers = rights.get();
    if (request instanceof SearchRequest search && callers.hidesSome()) {
      // What one may see is nothing to be kept for another.
      search.requestCache(false);
    }
    List<String> indices = indices(touching);
    if (request instanceof RealtimeRequest read
        && (callers.hidesSome() || indices.stream().anyMatch(index -> index.startsWith(".")))) {
      // So does the security plugin, for what is not yet in the index is not wrapped.
      read.realtime(false);
    }
    if (callers.allow(indices)) {
      return true;
    }
    listener.onFailure(
        new OpenSearchSecurityException(
            "no permission for [" + action + "] on " + indices + ": " + callers.who(),
            RestStatus.FORBIDDEN));
    return false;
  }

  /** A search that names none is one of all: as the security plugin sees a point in time, too. */
  private static List<String> indices(IndicesRequest request) {
    if (request.indices() != null && request.indices().length > 0) {
      return Arrays.asList(request.indices());
    }
    return request instanceof SearchRequest ? List.of("*") : List.of();
  }
}

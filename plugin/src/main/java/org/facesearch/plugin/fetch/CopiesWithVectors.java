package org.facesearch.plugin.fetch;

import org.opensearch.action.ActionRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.reindex.AbstractBulkByScrollRequest;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.search.fetch.subphase.FetchSourceContext;

/**
 * {@code _reindex} and {@code _update_by_query} read the whole of {@code _source}, also where they
 * need few documents and do so by an ordinary search.
 */
public final class CopiesWithVectors extends ActionFilter.Simple {

  @Override
  public int order() {
    return 0;
  }

  @Override
  protected boolean apply(String action, ActionRequest request, ActionListener<?> listener) {
    if (request instanceof AbstractBulkByScrollRequest<?> copy) {
      SearchSourceBuilder read = copy.getSearchRequest().source();
      read.fetchSource(whole(read.fetchSource()));
    }
    return true;
  }

  private static FetchSourceContext whole(FetchSourceContext asked) {
    if (asked == null) {
      return FetchSourceContext.FETCH_SOURCE;
    }
    return asked.includes().length == 0 && asked.excludes().length > 0
        ? new FetchSourceContext(asked.fetchSource(), new String[] {"*"}, asked.excludes())
        : asked;
  }
}

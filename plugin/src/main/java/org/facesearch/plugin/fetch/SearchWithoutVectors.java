package org.facesearch.plugin.fetch;

import java.util.List;
import org.opensearch.index.shard.SearchOperationListener;
import org.opensearch.search.fetch.subphase.FetchSourceContext;
import org.opensearch.search.fetch.subphase.InnerHitsContext;
import org.opensearch.search.internal.SearchContext;

/**
 * Leaves the vectors out of the hits and inner hits of a search that says nothing of {@code
 * _source}, or only what it does not want.
 *
 * <p>A scroll gives the whole: it is what documents are exported and copied by, and a copy without
 * its vectors would find nobody.
 */
public final class SearchWithoutVectors implements SearchOperationListener {

  @Override
  public void onPreFetchPhase(SearchContext search) {
    List<String> vectors = ShownSource.vectors(search.mapperService());
    if (!vectors.isEmpty()) {
      decide(search, vectors, search.scrollContext() != null);
    }
  }

  private static void decide(SearchContext search, List<String> vectors, boolean copied) {
    if (search.hasFetchSourceContext()) {
      FetchSourceContext asked = search.fetchSourceContext();
      search.fetchSourceContext(
          copied || asked.equals(FetchSourceContext.FETCH_SOURCE)
              ? ShownSource.asAsked(asked)
              : ShownSource.without(vectors, asked));
    } else if (!search.hasStoredFieldsContext() && !search.hasScriptFields()) {
      // Only here would OpenSearch show the source by itself.
      FetchSourceContext all = FetchSourceContext.FETCH_SOURCE;
      search.fetchSourceContext(
          copied ? ShownSource.asAsked(all) : ShownSource.without(vectors, all));
    }
    InnerHitsContext innerHits = search.innerHits();
    if (innerHits != null) {
      for (SearchContext inner : innerHits.getInnerHits().values()) {
        decide(inner, vectors, copied);
      }
    }
  }
}

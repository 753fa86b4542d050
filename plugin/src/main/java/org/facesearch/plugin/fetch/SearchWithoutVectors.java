package org.facesearch.plugin.fetch;

import java.util.List;
import org.opensearch.index.mapper.SourceFieldMapper;
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

  private static final FetchSourceContext ALL = FetchSourceContext.FETCH_SOURCE;

  @Override
  public void onPreFetchPhase(SearchContext search) {
    List<String> vectors = ShownSource.vectors(search.mapperService());
    if (!vectors.isEmpty()) {
      decide(search, vectors, search.scrollContext() != null);
    }
  }

  private static void decide(SearchContext search, List<String> vectors, boolean copied) {
    FetchSourceContext asked = asked(search);
    if (asked != null) {
      boolean whole = copied || (search.hasFetchSourceContext() && asked.equals(ALL));
      search.fetchSourceContext(whole ? whole(asked, search) : ShownSource.without(vectors, asked));
    }
    InnerHitsContext innerHits = search.innerHits();
    if (innerHits != null) {
      for (SearchContext inner : innerHits.getInnerHits().values()) {
        decide(inner, vectors, copied);
      }
    }
  }

  /** With stored fields OpenSearch copies what is decided here: then only names count. */
  private static ShownSource whole(FetchSourceContext asked, SearchContext search) {
    return search.hasStoredFieldsContext() ? ShownSource.byName(asked) : ShownSource.asAsked(asked);
  }

  /** What would be shown, {@code null} for nothing. */
  private static FetchSourceContext asked(SearchContext search) {
    if (search.hasFetchSourceContext()) {
      return search.fetchSourceContext();
    }
    boolean byDefault =
        search.hasStoredFieldsContext()
            ? search.storedFieldsContext().fetchFields()
                && search.storedFieldsContext().fieldNames().contains(SourceFieldMapper.NAME)
            : !search.hasScriptFields();
    return byDefault ? ALL : null;
  }
}

package org.facesearch.plugin.query;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TaskExecutor;

/**
 * Looks for candidates while another searcher rewrites the query. Not through that searcher itself:
 * Lucene rewrites the filter with it, and OpenSearch's, where it profiles, measures one rewriting
 * at a time; also it may cut a filter short to the number of hits that the search asks for.
 */
final class CandidateSearcher extends IndexSearcher {
  private final TaskExecutor executor;

  CandidateSearcher(IndexSearcher searcher) {
    super(searcher.getIndexReader());
    executor = searcher.getTaskExecutor();
    setQueryCache(searcher.getQueryCache());
    setQueryCachingPolicy(searcher.getQueryCachingPolicy());
  }

  /** Segments are searched side by side where the other searcher does so. */
  @Override
  public TaskExecutor getTaskExecutor() {
    return executor;
  }
}

package org.facesearch.plugin.query;

import java.util.List;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.search.SearchAction;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;
import org.opensearch.threadpool.ThreadPool;

/**
 * Knows as which task a search runs. OpenSearch does not tell a query that is rewritten; so this
 * filter notes it where the search begins, in the thread context, which goes where the search goes.
 */
public final class SearchTasks implements ActionFilter {
  private static final String NOTE = "face_search.search_task";

  private final ThreadPool threads;

  public SearchTasks(ThreadPool threads) {
    this.threads = threads;
  }

  /** The search that this thread works for; one that is never cancelled if it works for none. */
  public RunningSearch current() {
    return new RunningSearch(threads.getThreadContext().getTransient(NOTE), threads);
  }

  @Override
  public int order() {
    return 0;
  }

  @Override
  @SuppressWarnings("try") // closing is all it is for
  public <Q extends ActionRequest, R extends ActionResponse> void apply(
      Task task,
      String action,
      Q request,
      ActionRequestMetadata<Q, R> metadata,
      ActionListener<R> listener,
      ActionFilterChain<Q, R> chain) {
    if (!action.equals(SearchAction.NAME) || !(task instanceof CancellableTask)) {
      chain.proceed(task, action, request, listener);
      return;
    }
    ThreadContext context = threads.getThreadContext();
    // A search that is part of another one's work has a task of its own.
    try (ThreadContext.StoredContext callers = context.newStoredContext(true, List.of(NOTE))) {
      context.putTransient(NOTE, task);
      chain.proceed(task, action, request, listener);
    }
  }
}

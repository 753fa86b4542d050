package org.facesearch.ingest;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;

/**
 * Where the documents of one node wait for their pictures to be analysed, in order of arrival. A
 * few are under way at a time. Documents that come together are taken together: refused is only
 * what comes while too many of others wait.
 */
public final class DocumentQueue {

  private final int lanes;
  private final int places;
  private final ThreadContext context;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private boolean starting;

  /**
   * For one node.
   *
   * @param lanes most documents under way
   * @param places documents that wait before others are refused
   * @param context every document is worked on in that of its request, whoever starts it
   */
  public DocumentQueue(int lanes, int places, ThreadContext context) {
    this.lanes = lanes;
    this.places = places;
    this.context = context;
  }

  /**
   * Takes the documents of one request. Each is started when its turn comes, on a thread that must
   * not be kept waiting.
   *
   * @throws OpenSearchRejectedExecutionException if too many are waiting; then none is taken
   */
  void add(List<Supplier<CompletionStage<?>>> documents) {
    synchronized (this) {
      if (waiting.size() >= places) {
        throw new OpenSearchRejectedExecutionException(
            "too many documents are waiting for their pictures to be analysed, try again later");
      }
      for (Supplier<CompletionStage<?>> document : documents) {
        waiting.add(context.preserveContext(() -> run(document)));
      }
    }
    start();
  }

  /**
   * Fills the lanes. One thread at a time: a document that is done at once makes this method call
   * itself, and a thousand such must not be a thousand calls deep.
   */
  private void start() {
    for (Runnable next = take(true); next != null; next = take(false)) {
      next.run();
    }
  }

  private synchronized Runnable take(boolean first) {
    if (first && starting) {
      return null;
    }
    starting = running < lanes && !waiting.isEmpty();
    if (!starting) {
      return null;
    }
    running++;
    return waiting.remove();
  }

  /** Documents that wait. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Documents that are worked on. */
  public synchronized int running() {
    return running;
  }

  private void run(Supplier<CompletionStage<?>> document) {
    CompletionStage<?> stage;
    try {
      stage = document.get();
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedFuture(e);
    }
    stage.whenComplete((done, error) -> finished());
  }

  private void finished() {
    synchronized (this) {
      running--;
    }
    start();
  }
}

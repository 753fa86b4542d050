package org.facesearch.plugin.query;

import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.NotifyOnceListener;
import org.opensearch.core.tasks.TaskCancelledException;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.threadpool.ThreadPool;

/** A search that may be cancelled while something is made for it. */
public final class RunningSearch {
  /** A task tells nobody that it was cancelled, so it is asked. */
  private static final TimeValue EVERY = TimeValue.timeValueMillis(100);

  private final CancellableTask task;
  private final ThreadPool threads;

  /**
   * @param task null if nothing can cancel it
   */
  RunningSearch(CancellableTask task, ThreadPool threads) {
    this.task = task;
    this.threads = threads;
  }

  /**
   * Asked before each step of the work.
   *
   * @throws TaskCancelledException if nobody waits for it any more
   */
  public void requireWanted() {
    if (task != null && task.isCancelled()) {
      throw cancelled();
    }
  }

  private TaskCancelledException cancelled() {
    return new TaskCancelledException("The task is cancelled: " + task.getReasonCancelled());
  }

  /**
   * The same listener, which fails as soon as the search is cancelled. What comes later is lost.
   */
  public <T> ActionListener<T> untilCancelled(ActionListener<T> listener) {
    if (task == null) {
      return listener;
    }
    Watch<T> watch = new Watch<>(listener);
    watch.askLater();
    return watch;
  }

  /** Asks until there is an answer to hand on. */
  private final class Watch<T> extends NotifyOnceListener<T> {
    private final ActionListener<T> listener;
    private volatile boolean answered;

    Watch(ActionListener<T> listener) {
      this.listener = listener;
    }

    void askLater() {
      threads.schedule(this::ask, EVERY, ThreadPool.Names.GENERIC);
    }

    private void ask() {
      if (task.isCancelled()) {
        onFailure(cancelled());
      } else if (!answered) {
        askLater();
      }
    }

    @Override
    protected void innerOnResponse(T response) {
      answered = true;
      listener.onResponse(response);
    }

    @Override
    protected void innerOnFailure(Exception e) {
      answered = true;
      listener.onFailure(e);
    }
  }
}

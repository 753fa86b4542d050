package org.facesearch.plugin.matching;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.opensearch.common.lease.Releasable;
import org.opensearch.common.lease.Releasables;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;

/** Turns, given one at a time for each of some things, in order of arrival. No thread waits. */
final class OneAtATime {

  private final int places;
  private final ThreadContext context;
  private final Executor executor;

  /** Those who wait for a thing that somebody has; nobody has what is not here. */
  private final IdentityHashMap<Object, Queue<Runnable>> waiting = new IdentityHashMap<>();

  /**
   * For one node.
   *
   * @param places that may be waited in for each thing; who comes then is refused
   * @param executor begins a turn after another: turns that end at once must not become calls of
   *     one another, each deeper than the one before
   * @param context everybody's turn comes in that of his request, whoever ends the turn before
   */
  OneAtATime(int places, ThreadContext context, Executor executor) {
    this.places = places;
    this.context = context;
    this.executor = executor;
  }

  /**
   * Asks for a turn.
   *
   * @param thing by its identity
   * @param taker is given the turn, now or on a thread of the executor, and must close it; is
   *     refused by {@link OpenSearchRejectedExecutionException}
   */
  void take(Object thing, ActionListener<Releasable> taker) {
    Runnable turn =
        context.preserveContext(
            () -> taker.onResponse(Releasables.releaseOnce(() -> handOver(thing))));
    boolean free;
    boolean full;
    synchronized (this) {
      Queue<Runnable> others = waiting.get(thing);
      free = others == null;
      full = !free && others.size() >= places;
      if (free) {
        waiting.put(thing, new ArrayDeque<>());
      } else if (!full) {
        others.add(turn);
      }
    }
    if (free) {
      turn.run();
    } else if (full) {
      taker.onFailure(new OpenSearchRejectedExecutionException("too many wait for their turn"));
    }
  }

  private void handOver(Object thing) {
    Runnable next;
    synchronized (this) {
      next = waiting.get(thing).poll();
      if (next == null) {
        waiting.remove(thing);
      }
    }
    if (next != null) {
      executor.execute(next);
    }
  }
}

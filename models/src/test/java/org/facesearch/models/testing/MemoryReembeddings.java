package org.facesearch.models.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.reembed.Reembedding.State;
import org.facesearch.models.reembed.Reembeddings;

/** Changes of models in memory. */
public final class MemoryReembeddings implements Reembeddings {

  private final Map<String, Reembedding> all = new LinkedHashMap<>();

  /** Whether tasks that are said to run really do. */
  public volatile boolean tasksRun = true;

  @Override
  public synchronized CompletionStage<Void> create(Reembedding begun) {
    all.put(begun.id(), begun);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Reembedding> read(String id) {
    Reembedding found = all.get(id);
    return found == null
        ? CompletableFuture.failedFuture(unknown())
        : CompletableFuture.completedFuture(asItIs(found));
  }

  private Reembedding asItIs(Reembedding found) {
    return found.state() == State.RUNNING && !tasksRun
        ? found.stopped(State.INTERRUPTED, found.error())
        : found;
  }

  @Override
  public synchronized CompletionStage<List<Reembedding>> list() {
    return CompletableFuture.completedFuture(
        new ArrayList<>(all.values()).reversed().stream().map(this::asItIs).toList());
  }

  @Override
  public synchronized CompletionStage<Reembedding> change(
      String id, UnaryOperator<Reembedding> change) {
    try {
      if (!all.containsKey(id)) {
        throw unknown();
      }
      Reembedding now = change.apply(all.get(id));
      all.put(id, now);
      return CompletableFuture.completedFuture(now);
    } catch (FaceSearchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public synchronized CompletionStage<Void> remove(String id) {
    all.remove(id);
    return CompletableFuture.completedFuture(null);
  }

  private static FaceSearchException unknown() {
    return new FaceSearchException(Reason.NOT_FOUND, "there is no reembedding");
  }
}

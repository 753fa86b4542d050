package org.facesearch.plugin.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.usecase.Causes;
import org.junit.jupiter.api.Test;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.ActionType;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.tasks.TaskCancelledException;
import org.opensearch.test.client.NoOpClient;
import org.opensearch.threadpool.ThreadPool;

class SearchesTest {

  /** Answers nothing from other threads, and refuses all from a certain search on. */
  private static final class Cancelled extends NoOpClient {
    private final int from;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Cancelled(int from) {
      super("cancelled");
      this.from = from;
    }

    @Override
    protected <Q extends ActionRequest, R extends ActionResponse> void doExecute(
        ActionType<R> action, Q request, ActionListener<R> listener) {
      if (begun.getAndIncrement() >= from) {
        // As a cancelled task's searches are refused: where they are started.
        throw new TaskCancelledException("cancelled");
      }
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      threadPool()
          .executor(ThreadPool.Names.GENERIC)
          .execute(
              () -> {
                underWay.decrementAndGet();
                listener.onResponse(null);
              });
    }
  }

  private static List<SearchRequest> searches(int count) {
    return Stream.generate(SearchRequest::new).limit(count).toList();
  }

  @Test
  void fewAreUnderWayAtATime() throws Exception {
    try (Cancelled client = new Cancelled(100)) {
      assertEquals(
          50,
          Searches.all(client, searches(50), 3)
              .toCompletableFuture()
              .get(1, TimeUnit.MINUTES)
              .size());
      assertTrue(client.most.get() <= 3, client.most::toString);
    }
  }

  @Test
  void cancelledWhileSomeWaitItEndsAllTheSame() {
    try (Cancelled client = new Cancelled(7)) {
      ExecutionException failure =
          assertThrows(
              ExecutionException.class,
              () ->
                  Searches.all(client, searches(50), 3)
                      .toCompletableFuture()
                      .get(1, TimeUnit.MINUTES));
      FaceSearchException cause =
          assertInstanceOf(FaceSearchException.class, Causes.of(failure.getCause()));
      assertEquals(Reason.CANCELLED, cause.reason());
    }
  }

  @Test
  void noneIsNothing() throws Exception {
    try (Cancelled client = new Cancelled(0)) {
      assertEquals(
          List.of(),
          Searches.all(client, List.of(), 2).toCompletableFuture().get(1, TimeUnit.MINUTES));
    }
  }
}

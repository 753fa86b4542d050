package org.facesearch.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;

class DocumentQueueTest {

  private final ThreadContext context = new ThreadContext(Settings.EMPTY);
  private final Queue<CompletableFuture<Void>> started = new ArrayDeque<>();
  private int count;

  private CompletionStage<?> begin() {
    CompletableFuture<Void> document = new CompletableFuture<>();
    started.add(document);
    count++;
    return document;
  }

  private List<Supplier<CompletionStage<?>>> documents(int number) {
    return Collections.nCopies(number, this::begin);
  }

  @Test
  void startsAsManyAsThereAreLanes() {
    DocumentQueue queue = new DocumentQueue(3, 10, context);
    queue.add(documents(8));
    assertEquals(3, count);
    started.remove().complete(null);
    assertEquals(4, count);
    started.remove().completeExceptionally(new IllegalStateException("bad picture"));
    assertEquals(5, count);
    while (!started.isEmpty()) {
      started.remove().complete(null);
    }
    assertEquals(8, count);
  }

  @Test
  void takesALargeRequestWholeAndThenRefusesOthersUntilThereIsRoom() {
    DocumentQueue queue = new DocumentQueue(2, 10, context);
    queue.add(documents(100));
    assertThrows(OpenSearchRejectedExecutionException.class, () -> queue.add(documents(1)));
    while (count < 91) {
      started.remove().complete(null);
    }
    queue.add(documents(1));
    while (!started.isEmpty()) {
      started.remove().complete(null);
    }
    assertEquals(101, count);
  }

  @Test
  void documentsThatAreDoneAtOnceMakeNoDeepCalls() {
    DocumentQueue queue = new DocumentQueue(1, 10, context);
    List<Integer> depths = new ArrayList<>();
    queue.add(
        Collections.nCopies(
            100_000,
            () -> {
              if (depths.size() < 3) {
                depths.add(Thread.currentThread().getStackTrace().length);
              } else {
                count++;
              }
              if (count % 2 == 0) {
                throw new IllegalStateException("refused");
              }
              return CompletableFuture.completedFuture(null);
            }));
    assertEquals(99_997, count);
    assertEquals(1, depths.stream().distinct().count(), depths::toString);
  }

  @Test
  void aDocumentIsWorkedOnInTheContextOfItsRequest() {
    DocumentQueue queue = new DocumentQueue(1, 10, context);
    List<String> users = new ArrayList<>();
    for (String user : List.of("ada", "bob", "eve")) {
      ThreadContext.StoredContext before = context.stashContext();
      context.putHeader("user", user);
      queue.add(
          List.of(
              () -> {
                users.add(context.getHeader("user"));
                return begin();
              }));
      before.restore();
    }
    // The first one's completion starts the second, and so on.
    while (!started.isEmpty()) {
      started.remove().complete(null);
    }
    assertEquals(List.of("ada", "bob", "eve"), users);
  }
}

package org.facesearch.models.usecase;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Repeats a step that ends some time later. However often it is repeated, neither the stack nor a
 * chain of stages grows.
 */
public final class Repeat {

  private final Supplier<CompletionStage<Boolean>> step;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private Repeat(Supplier<CompletionStage<Boolean>> step) {
    this.step = step;
  }

  /** Repeats until the step says {@code false} or fails. */
  public static CompletionStage<Void> whileTrue(Supplier<CompletionStage<Boolean>> step) {
    Repeat repeat = new Repeat(step);
    repeat.run();
    return repeat.end;
  }

  private void run() {
    try {
      CompletionStage<Boolean> under = step.get();
      while (under.toCompletableFuture().isDone()) {
        if (!under.toCompletableFuture().join()) {
          end.complete(null);
          return;
        }
        under = step.get();
      }
      under.whenComplete(this::next);
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private void next(Boolean more, Throwable error) {
    if (error != null) {
      end.completeExceptionally(error);
    } else if (more) {
      run();
    } else {
      end.complete(null);
    }
  }
}

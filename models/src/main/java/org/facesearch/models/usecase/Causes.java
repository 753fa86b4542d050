package org.facesearch.models.usecase;

import java.util.concurrent.CompletionException;

/** What really went wrong in a stage. */
public final class Causes {

  private Causes() {}

  /** The failure below the wrappings that stages put around it, one for each step. */
  public static Throwable of(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The same for those who take exceptions alone. */
  public static Exception exceptionOf(Throwable error) {
    Throwable cause = of(error);
    return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
  }
}

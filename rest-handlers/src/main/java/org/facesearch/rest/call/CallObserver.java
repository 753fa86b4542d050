package org.facesearch.rest.call;

import java.util.concurrent.CompletionStage;

/** Hears of the calls of a node. */
public interface CallObserver {

  /**
   * The use case of a call has ended, and its answer is not sent yet.
   *
   * @param outcome {@code ok}, or why it failed, in one word
   * @return when the answer may be sent; what it fails with, the caller gets in its place
   */
  CompletionStage<Void> ended(Call call, String outcome);

  /**
   * An answer is sent.
   *
   * @param status its HTTP status
   */
  void answered(Call call, int status);
}

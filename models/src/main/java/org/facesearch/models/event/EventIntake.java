package org.facesearch.models.event;

import java.util.concurrent.CompletionStage;

/** The way by which any client can put events into the log. */
public interface EventIntake {

  /** Makes it ready, or anew where it was changed. */
  CompletionStage<Installed> install();

  /**
   * How to use it.
   *
   * @param alias what documents are sent to
   * @param pipeline what they go through
   */
  record Installed(String alias, String pipeline) {}
}

package org.facesearch.models.event;

import java.util.concurrent.CompletionStage;

/** Where the log keeps its events, for those who write them there themselves. */
@FunctionalInterface
public interface EventPlaces {

  /**
   * The name of the index of an event, which is there from then on.
   *
   * <p>Fails with {@code INVALID} if no event can be of that time.
   *
   * @param model id of what made its vector
   * @param dimension of the vector
   * @param timestamp Unix seconds
   */
  CompletionStage<String> open(String model, int dimension, double timestamp);
}

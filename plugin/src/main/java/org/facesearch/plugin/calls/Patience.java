package org.facesearch.plugin.calls;

import java.util.function.Predicate;
import org.opensearch.ExceptionsHelper;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.rest.RestStatus;

/**
 * When a call that failed is made again.
 *
 * @param shortestWait before the second attempt; the waits grow
 * @param longestWait between two attempts
 * @param whole how long it goes on
 * @param again after which failures; any other one ends it
 */
public record Patience(
    TimeValue shortestWait, TimeValue longestWait, TimeValue whole, Predicate<Exception> again) {

  /** Of long work, which a full queue shall not end. */
  public static final Patience OF_LONG_WORK =
      new Patience(
          TimeValue.timeValueMillis(100),
          TimeValue.timeValueSeconds(10),
          TimeValue.timeValueMinutes(5),
          error -> ExceptionsHelper.status(error) == RestStatus.TOO_MANY_REQUESTS);

  /** Of a change that meets others of the same document: of several one always gets through. */
  public static final Patience OF_CHANGES =
      new Patience(
          TimeValue.timeValueMillis(10),
          TimeValue.timeValueMillis(500),
          TimeValue.timeValueSeconds(30),
          Stages::isConflict);
}

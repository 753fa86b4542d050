package org.facesearch.models.usecase.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;

/**
 * When events may have happened: not in the far future, of which only a device with a wrong clock
 * tells.
 */
public final class EventTimes {

  private static final double MILLIS = 1000;

  private final InstantSource clock;
  private final Supplier<Duration> ahead;

  /**
   * By a clock.
   *
   * @param ahead how far after now an event may be; asked anew for every event
   */
  public EventTimes(InstantSource clock, Supplier<Duration> ahead) {
    this.clock = clock;
    this.ahead = ahead;
  }

  /**
   * The time of an event.
   *
   * @param field that told it
   * @param told Unix seconds; absent for now
   * @throws FaceSearchException {@code INVALID} naming the field if that is too far in the future
   */
  double of(String field, OptionalDouble told) {
    double now = clock.millis() / MILLIS;
    if (told.isEmpty()) {
      return now;
    }
    Duration most = ahead.get();
    if (told.getAsDouble() > now + most.toMillis() / MILLIS) {
      throw FaceSearchException.invalid(
          field
              + " must not be more than "
              + most.toSeconds()
              + " seconds ahead of the clock of this node");
    }
    return told.getAsDouble();
  }
}

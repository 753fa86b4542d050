package org.facesearch.models.event;

import java.util.Set;

/**
 * Which events are meant.
 *
 * @param from earliest timestamp, Unix seconds
 * @param fromIncluded whether an event of exactly that time is meant too
 * @param to latest timestamp
 * @param toIncluded whether an event of exactly that time is meant too
 * @param devices {@code device_id} of the devices; empty for all
 */
public record EventWindow(
    double from, boolean fromIncluded, double to, boolean toIncluded, Set<String> devices) {

  public EventWindow {
    devices = Set.copyOf(devices);
  }

  /** Whether the window can hold no event at all. */
  public boolean empty() {
    return from > to || (from == to && !(fromIncluded && toIncluded));
  }
}

package org.facesearch.models.event;

import java.util.concurrent.CompletionStage;

/** The events in which somebody was recognised. */
public interface Sightings {

  /**
   * Deletes all of a person's, with their vectors and pictures. After a failure some may be gone;
   * asked again, it goes on.
   *
   * @param identity {@code identity_id} of the events
   */
  CompletionStage<Removed> remove(String identity);

  /** How much was deleted. */
  record Removed(long events, long pictures) {}
}

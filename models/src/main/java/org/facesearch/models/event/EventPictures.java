package org.facesearch.models.event;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The pictures that are kept of events: JPEG files, which go with their event. */
public interface EventPictures {

  /** Which of an event's pictures. */
  enum Kind {
    /** The face alone. */
    FACE,
    /** The whole picture. */
    SCENE
  }

  /** What a picture of an event is called; URL-safe. */
  String name(String event, double timestamp, Kind kind);

  /** Keeps a picture; the event is written after it. */
  CompletionStage<Void> put(String name, byte[] jpeg);

  /**
   * Deletes what was kept for an event that could not be written, in a while; of one that is there
   * after all, its pictures stay.
   */
  void abandon(String event, double timestamp);

  /** A picture whose event is there; empty if there is none of that name. */
  CompletionStage<Optional<byte[]>> get(String name);
}

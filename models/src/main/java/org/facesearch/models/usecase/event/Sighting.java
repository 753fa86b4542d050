package org.facesearch.models.usecase.event;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where and when a face was seen.
 *
 * @param id of the event; empty for a random one
 * @param timestamp Unix seconds
 * @param epInfo the device, see {@link org.facesearch.models.event.FaceEvent#epInfo}
 * @param device what it says of the face
 */
public record Sighting(
    Optional<String> id, double timestamp, Map<String, Object> epInfo, DeviceFace device) {

  /** One of which a new event is made. */
  public Sighting(double timestamp, Map<String, Object> epInfo, DeviceFace device) {
    this(Optional.empty(), timestamp, epInfo, device);
  }

  public Sighting {
    Objects.requireNonNull(epInfo, "epInfo");
    Objects.requireNonNull(device, "device");
  }
}

package org.facesearch.models.usecase.event;

import java.util.Map;
import java.util.Objects;

/**
 * Where and when a face was seen.
 *
 * @param timestamp Unix seconds
 * @param epInfo the device, see {@link org.facesearch.models.event.FaceEvent#epInfo}
 * @param device what it says of the face
 */
public record Sighting(double timestamp, Map<String, Object> epInfo, DeviceFace device) {
  public Sighting {
    Objects.requireNonNull(epInfo, "epInfo");
    Objects.requireNonNull(device, "device");
  }
}

package org.facesearch.models.event;

import java.util.Map;
import java.util.Objects;

/**
 * Who somebody is taken for.
 *
 * @param name {@code stranger} for nobody known
 * @param id empty for nobody known
 * @param info what was registered about the person: a JSON object, empty for nobody known
 * @param personType 1 employee, 2 visitor, 3 on the blacklist, 4 stranger, 5 VIP
 */
public record Identity(String name, String id, Map<String, Object> info, int personType) {

  /** What somebody is called whom nobody knows. */
  public static final String NO_NAME = "stranger";

  /** The type of a person of whom nothing else was registered. */
  public static final int EMPLOYEE = 1;

  /** Nobody known. */
  public static final Identity STRANGER = new Identity(NO_NAME, "", Map.of(), 4);

  public Identity {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(info, "info");
  }

  /** Whether it is somebody known. */
  public boolean known() {
    return !id.isEmpty();
  }
}

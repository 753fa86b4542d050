package org.facesearch.models.gallery;

import java.util.Map;

/**
 * Who an entry of a gallery of people is of: several entries may be photos of one person, and then
 * say so in their {@code desc}.
 */
public final class Persons {

  private static final String ID = "identity_id";

  private Persons() {}

  /**
   * The id of the person of an entry: the {@code identity_id} of its {@code desc}, be it a text or
   * a number, or the entry's own id where there is none.
   *
   * @param desc any JSON value
   */
  public static String idOf(String entry, Object desc) {
    Object given = desc instanceof Map<?, ?> fields ? fields.get(ID) : null;
    return (given instanceof String text && !text.isEmpty()) || given instanceof Number
        ? given.toString()
        : entry;
  }
}

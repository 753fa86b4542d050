package org.facesearch.models.gallery;

import java.util.Map;
import java.util.Objects;

/**
 * What a group has of one picture.
 *
 * @param id unique in its group
 * @param tag never empty
 * @param desc any JSON value: map, list, string, number, boolean or {@code null}
 * @param subject what was found in the picture
 */
public record Entry(String id, String tag, Object desc, Subject subject) {

  /** The tag of an entry that was given none. */
  public static final String DEFAULT_TAG = "default";

  public Entry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(subject, "subject");
  }

  /** An entry that nobody has named: the default tag, and an empty desc. */
  public static Entry unnamed(String id, Subject subject) {
    return new Entry(id, DEFAULT_TAG, Map.of(), subject);
  }

  /** The entry as it is listed. */
  public StoredEntry stored() {
    return new StoredEntry(id, tag, desc, subject.box());
  }
}

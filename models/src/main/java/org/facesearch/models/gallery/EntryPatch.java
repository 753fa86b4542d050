package org.facesearch.models.gallery;

import java.util.Optional;

/**
 * What an update changes: what is empty stays.
 *
 * @param desc the new value where present; the inner value may be {@code null} in JSON terms
 */
public record EntryPatch(Optional<String> tag, Optional<Desc> desc, Optional<Subject> subject) {

  /** A given description: {@code null} is a value of its own. */
  public record Desc(Object value) {}
}

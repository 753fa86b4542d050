package org.facesearch.rest.group;

import java.util.Objects;
import org.facesearch.models.gallery.GroupKind;

/** What is asked of the groups of one kind. */
public record OfKind<Q>(GroupKind kind, Q asked) {
  public OfKind {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(asked, "asked");
  }
}

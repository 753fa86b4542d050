package org.facesearch.models.detect;

import java.util.Objects;
import java.util.Set;

/**
 * How thoroughly faces are looked for.
 *
 * @param orientations the ways up in which whole pictures are looked at; each beside up costs one
 *     more look
 * @param smallest width in pixels of the smallest face that is looked for in large pictures; 0 for
 *     those alone that are seen when the whole picture is reduced to what the network takes
 */
public record Looks(Set<QuarterTurn> orientations, int smallest) {

  public Looks {
    orientations = Set.copyOf(Objects.requireNonNull(orientations, "orientations"));
    if (smallest < 0) {
      throw new IllegalArgumentException("smallest must not be negative");
    }
  }

  /** Upright faces, from 24 pixels on. */
  public static Looks defaults() {
    return new Looks(Set.of(QuarterTurn.UP), 24);
  }
}

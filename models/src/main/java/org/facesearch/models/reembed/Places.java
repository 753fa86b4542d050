package org.facesearch.models.reembed;

import java.util.Map;
import java.util.TreeMap;

/**
 * A place in the changes of an index, whose parts count their changes each for itself.
 *
 * @param byPart number of a part, and of its last change up to here; a part that is not there is at
 *     its beginning
 */
public record Places(Map<Integer, Long> byPart) {

  /** Before the first change. */
  public static final Places START = new Places(Map.of());

  private static final long NOTHING = -1;

  public Places {
    byPart = Map.copyOf(byPart);
  }

  /** The last change of a part up to here; -1 before the first. */
  public long of(int part) {
    return byPart.getOrDefault(part, NOTHING);
  }

  /** The same with a part further on. */
  public Places with(int part, long change) {
    Map<Integer, Long> further = new TreeMap<>(byPart);
    further.merge(part, change, Math::max);
    return new Places(further);
  }

  /** Whether this is as far as another place, in every part. */
  public boolean reaches(Places other) {
    return other.byPart.entrySet().stream().allMatch(at -> of(at.getKey()) >= at.getValue());
  }
}

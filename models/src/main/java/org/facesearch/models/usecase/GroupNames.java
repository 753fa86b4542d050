package org.facesearch.models.usecase;

import java.util.regex.Pattern;
import org.facesearch.models.FaceSearchException;

/** What a group may be called (v1 API, section 2.1). */
final class GroupNames {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{2,31}");

  /** A path of its own in the API. */
  private static final String RESERVED = "multi";

  private GroupNames() {}

  /** The name itself, if it is one. */
  static String check(String name) {
    if (!NAME.matcher(name).matches() || name.equals(RESERVED)) {
      throw FaceSearchException.invalid("invalid group name");
    }
    return name;
  }
}

package org.facesearch.models.usecase;

import java.util.List;
import java.util.regex.Pattern;
import org.facesearch.models.FaceSearchException;

/** What a group may be called (v1 API, section 2.1). */
public final class GroupNames {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{2,31}");

  /** A path of its own in the API. */
  private static final String RESERVED = "multi";

  /** Searched by one call (section 2.11). */
  private static final int MOST = 5;

  private GroupNames() {}

  /** The name itself, if it is one. */
  public static String check(String name) {
    if (!NAME.matcher(name).matches() || name.equals(RESERVED)) {
      throw FaceSearchException.invalid("invalid group name");
    }
    return name;
  }

  /** The distinct ones of the groups that are searched together, in the order given. */
  static List<String> checkAll(List<String> names) {
    List<String> distinct = names.stream().map(GroupNames::check).distinct().toList();
    if (distinct.size() > MOST) {
      throw FaceSearchException.invalid("too many groups");
    }
    return distinct;
  }
}

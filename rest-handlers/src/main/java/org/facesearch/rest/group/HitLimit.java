package org.facesearch.rest.group;

import org.facesearch.rest.Fields;

/** The {@code limit} of hits a face, or a whole picture, 1 to 10000; 0 and none mean 100. */
final class HitLimit {

  private static final int DEFAULT = 100;
  private static final int MOST = 10_000;

  private HitLimit() {}

  static int of(Fields body) {
    int limit = body.integer("limit", 0, MOST, DEFAULT);
    return limit == 0 ? DEFAULT : limit;
  }
}

package org.facesearch.rest.group;

import org.facesearch.models.FaceSearchException;
import org.opensearch.rest.RestRequest;

/** The {@code limit} of a listing, 1 to 1000. */
final class PageRange {

  private static final int MOST = 1000;

  private PageRange() {}

  static int limit(RestRequest request) {
    String text = request.param("limit", "");
    if (text.isEmpty()) {
      return MOST;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw new FaceSearchException(FaceSearchException.Reason.INVALID, wrong(), e);
    }
    throw FaceSearchException.invalid(wrong());
  }

  private static String wrong() {
    return "limit must be an integer from 1 to " + MOST;
  }
}

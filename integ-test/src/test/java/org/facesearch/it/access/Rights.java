package org.facesearch.it.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opensearch.common.regex.Regex;
import org.opensearch.common.util.concurrent.ThreadContext;

/** What the request that a thread works for may do, by its headers. */
final class Rights {

  /** Names and patterns of indices, with commas between. */
  static final String MAY_TOUCH = "X-May-Touch";

  /** Documents with this tag are hidden from it. */
  static final String HIDDEN_TAG = "X-Hidden-Tag";

  /** How: {@code reader} or {@code query}, the two ways of the security plugin. */
  static final String HIDE_BY = "X-Hide-By";

  /** Whose own work it is. */
  static final String PLUGIN = "X-Plugin";

  /** What the product's own name is for: its own indices, and what is over of events. */
  private static final String[] OWN = {
    ".face-search-*", ".face-comparison-*", "face-events-*", "face-event-pictures-*"
  };

  /** What nobody touches without a name: neither a caller nor a plugin nor OpenSearch itself. */
  private static final String[] GUARDED = {"*face*", "images-*"};

  private final ThreadContext context;

  Rights(ThreadContext context) {
    this.context = context;
  }

  boolean allow(List<String> indices) {
    if (context.isSystemContext()) {
      return true;
    }
    String patterns = context.getHeader(MAY_TOUCH);
    if (patterns != null) {
      return all(indices, patterns.split(","));
    }
    return context.getHeader(PLUGIN) == null
        ? indices.stream().noneMatch(index -> Regex.simpleMatch(GUARDED, index))
        : all(indices, OWN);
  }

  private static boolean all(List<String> indices, String... patterns) {
    return indices.stream().allMatch(index -> Regex.simpleMatch(patterns, index));
  }

  String who() {
    return Arrays.asList(context.getHeader(MAY_TOUCH), context.getHeader(PLUGIN)).toString();
  }

  Optional<String> hiddenTag(String way) {
    return way.equals(context.getHeader(HIDE_BY))
        ? Optional.ofNullable(context.getHeader(HIDDEN_TAG))
        : Optional.empty();
  }

  boolean hidesSome() {
    return context.getHeader(HIDDEN_TAG) != null;
  }
}

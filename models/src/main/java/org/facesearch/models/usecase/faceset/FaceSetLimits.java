package org.facesearch.models.usecase.faceset;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the Face++ API allows in its fields. Requests are checked against it before a use case is
 * called.
 */
public final class FaceSetLimits {

  /** Face tokens in one {@code faceset/addface} or {@code faceset/create}. */
  public static final int MOST_ADDED = 5;

  /** Face tokens in one {@code faceset/removeface}. */
  public static final int MOST_REMOVED = 1000;

  /** Tokens, or FaceSets, of one answer. */
  public static final int PAGE = 100;

  /** Results of one search; the least is 1, which is also the default. */
  public static final int MOST_RESULTS = 5;

  /** Of {@code start}, which counts from 1. */
  public static final int LAST_START = 10_000;

  private static final String FORBIDDEN = "^@,&=*'\"";
  private static final int OUTER_ID = 255;
  private static final int DISPLAY_NAME = 256;
  private static final int TAGS = 255;
  private static final int USER_ID = 255;
  private static final int USER_DATA_BYTES = 16 * 1024;

  private FaceSetLimits() {}

  /** An {@code outer_id}: 1 to 255 characters, none of {@code ^@,&=*'"}. */
  public static boolean isOuterId(String text) {
    return !text.isEmpty() && isPlain(text, OUTER_ID);
  }

  /** A {@code display_name}: up to 256 characters, none of {@code ^@,&=*'"}. */
  public static boolean isDisplayName(String text) {
    return isPlain(text, DISPLAY_NAME);
  }

  /**
   * The tags of a FaceSet: with the commas between them up to 255 characters, in each none of
   * {@code ^@,&=*'"}.
   */
  public static boolean areTags(List<String> tags) {
    return String.join(",", tags).length() <= TAGS
        && tags.stream().allMatch(tag -> isPlain(tag, TAGS));
  }

  /** A {@code user_data}: up to 16 KB of UTF-8, none of {@code ^@,&=*'"}. */
  public static boolean isUserData(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= USER_DATA_BYTES
        && isPlain(text, USER_DATA_BYTES);
  }

  /** A {@code user_id}: up to 255 characters, none of {@code ^@,&=*'"}. */
  public static boolean isUserId(String text) {
    return isPlain(text, USER_ID);
  }

  private static boolean isPlain(String text, int longest) {
    return text.length() <= longest && text.chars().noneMatch(c -> FORBIDDEN.indexOf(c) >= 0);
  }
}

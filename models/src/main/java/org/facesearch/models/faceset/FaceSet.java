package org.facesearch.models.faceset;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A FaceSet without its faces.
 *
 * @param token 32 hexadecimal digits, lower case
 * @param owner whose it is
 * @param about what its owner says of it
 * @param created to milliseconds; listings are in this order
 */
public record FaceSet(String token, String owner, About about, Instant created) {

  public FaceSet {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(created, "created");
  }

  /** The owner's own name for it, empty if it has none. */
  public String outerId() {
    return about.outerId();
  }

  /**
   * What an owner says of a FaceSet; nothing is {@code null}.
   *
   * @param outerId unique among the owner's FaceSets, or empty
   * @param displayName may be empty
   * @param tags may be empty, each without a comma
   * @param userData may be empty
   */
  public record About(String outerId, String displayName, List<String> tags, String userData) {
    public About {
      Objects.requireNonNull(outerId, "outerId");
      Objects.requireNonNull(displayName, "displayName");
      tags = List.copyOf(tags);
      Objects.requireNonNull(userData, "userData");
    }

    /** The same under another name. */
    public About named(String name) {
      return new About(name, displayName, tags, userData);
    }
  }
}

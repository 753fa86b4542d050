package org.facesearch.models.gallery;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids for entries that come without one: 20 letters, digits, {@code -} and {@code _}. */
public final class RandomIds {

  private static final int BYTES = 15;

  private final SecureRandom random = new SecureRandom();

  public String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package org.facesearch.rest.facepp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * A pair of {@code api_key} and {@code api_secret}. It keeps their SHA-256 alone, so neither is to
 * be found in a heap dump, and what is compared always has the same length.
 */
public final class ApiKey {

  private final String name;
  private final byte[] key;
  private final byte[] pair;

  /**
   * A pair.
   *
   * @param name what operators call it; never secret, so it may be logged
   */
  public ApiKey(String name, String key, String secret) {
    this.name = Objects.requireNonNull(name, "name");
    this.key = sha256(key.getBytes(StandardCharsets.UTF_8));
    this.pair = sha256(this.key, sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  public String name() {
    return name;
  }

  /** Whether both have the same {@code api_key}. */
  public boolean sameKey(ApiKey other) {
    return MessageDigest.isEqual(key, other.key);
  }

  /**
   * Whether the other one is the same pair. It takes the same time for all that are not, so nobody
   * learns from it that a key exists, or how much of a secret is right.
   */
  boolean samePair(ApiKey other) {
    return MessageDigest.isEqual(pair, other.pair);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

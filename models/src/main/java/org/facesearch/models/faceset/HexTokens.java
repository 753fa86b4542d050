package org.facesearch.models.faceset;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Tokens of faces and of FaceSets: 128 random bits as 32 hexadecimal digits, lower case. */
public final class HexTokens {

  private static final int BYTES = 16;
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

  private final SecureRandom random = new SecureRandom();

  public String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether this can be a token at all: any other text need not be looked for. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }
}

package org.facesearch.models.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.facesearch.models.FaceSearchException;

/** Where a request says its picture is: in the request itself, or at an address. */
public sealed interface PictureSource {

  /**
   * Reads a {@code uri} field: {@code http://}, {@code https://} or {@code data:}.
   *
   * @throws FaceSearchException INVALID if it is none of these or malformed; the text inside a
   *     {@code data:} URI is judged by {@link Inline#bytes}
   */
  static PictureSource parse(String uri) {
    String text = uri == null ? "" : uri.strip();
    if (startsWith(text, "data:")) {
      int comma = text.indexOf(',');
      if (comma < 0) {
        throw FaceSearchException.invalid("uri is not a valid data URI");
      }
      String type = text.substring("data:".length(), comma).strip().toLowerCase(Locale.ROOT);
      return new Inline(text, comma + 1, type.endsWith(";base64"));
    }
    if (startsWith(text, "http://") || startsWith(text, "https://")) {
      return Remote.of(text);
    }
    throw FaceSearchException.invalid("uri must be http://, https:// or data:");
  }

  /** A picture in bare base64, as some APIs take it. */
  static PictureSource base64(String text) {
    return new Inline(text == null ? "" : text, 0, true);
  }

  /**
   * A picture as a URI or in bare base64, whichever the text is: only a URI has a scheme.
   *
   * @throws FaceSearchException INVALID if it is a URI, and not one of those of {@link #parse}
   */
  static PictureSource uriOrBase64(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && isSchemeCharacter(text.charAt(end))) {
      end++;
    }
    boolean uri = end > start && end < text.length() && text.charAt(end) == ':';
    return uri ? parse(text) : base64(text);
  }

  private static boolean isSchemeCharacter(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.');
  }

  private static boolean startsWith(String text, String scheme) {
    return text.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  /**
   * A picture that came with the request, still as text.
   *
   * @param text holds the picture from a position on; not cut out, since it may be megabytes
   * @param from position of the first character of the picture
   * @param base64 whether it is base64; else it is percent-encoded
   */
  record Inline(String text, int from, boolean base64) implements PictureSource {

    public Inline {
      Objects.checkIndex(from, text.length() + 1);
    }

    /**
     * Decodes the text. Base64 may be wrapped, lack its padding, use the URL-safe alphabet, or be
     * percent-encoded on top.
     *
     * @throws FaceSearchException TOO_LARGE if there would be more bytes than allowed, which is
     *     known before any is made, INVALID if the text is malformed
     */
    public byte[] bytes(ImageLimits limits) {
      if (!base64) {
        return PercentText.decode(text, from, limits);
      }
      if (text.indexOf('%', from) < 0) {
        return Base64Text.decode(text, from, limits);
      }
      // Escapes take three characters for one, and base64 four for three.
      ImageLimits wider =
          new ImageLimits(
              limits.maxBytes() / 3 * 4 + 1024,
              limits.maxPixels(),
              limits.minSide(),
              limits.maxSide());
      byte[] ascii = PercentText.decode(text, from, wider);
      return Base64Text.decode(new String(ascii, StandardCharsets.ISO_8859_1), 0, limits);
    }

    @Override
    public String toString() {
      return "Inline[" + (text.length() - from) + " characters]";
    }
  }

  /** A picture that came with the request as the file it is. */
  record Upload(byte[] file) implements PictureSource {

    @Override
    public String toString() {
      return "Upload[" + file.length + " bytes]";
    }
  }

  /**
   * A picture that is kept somewhere, and read when its turn comes.
   *
   * @param reading gives the file, or fails as {@link PictureFolder#read} does; may take its time
   */
  record Stored(Function<ImageLimits, byte[]> reading) implements PictureSource {

    @Override
    public String toString() {
      return "Stored";
    }
  }

  /**
   * A picture to be fetched.
   *
   * @param uri absolute, http or https, with a host and without user information or fragment
   */
  record Remote(URI uri) implements PictureSource {

    private static final int LONGEST = 8192;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LEGAL =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%";

    /**
     * @throws FaceSearchException INVALID if the URI is not as described
     */
    public Remote {
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        throw FaceSearchException.invalid("uri must be http://, https:// or data:");
      }
      if (uri.getRawUserInfo() != null) {
        throw FaceSearchException.invalid("uri must not carry a user name or password");
      }
      if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
        throw malformed(null);
      }
    }

    /** Reads a URI as people paste it. */
    static Remote of(String text) {
      if (text.length() > LONGEST) {
        throw FaceSearchException.invalid("uri is longer than " + LONGEST + " characters");
      }
      int hash = text.indexOf('#');
      try {
        return new Remote(new URI(escaped(hash < 0 ? text : text.substring(0, hash))));
      } catch (URISyntaxException e) {
        throw malformed(e);
      }
    }

    /** The same address with those characters escaped that belong escaped. */
    static String escaped(String address) {
      StringBuilder out = new StringBuilder(address.length());
      address.codePoints().forEach(c -> append(c, out));
      return out.toString();
    }

    /** The host alone: paths may hold secrets. */
    @Override
    public String toString() {
      return "Remote[" + uri.getHost() + "]";
    }

    private static void append(int codePoint, StringBuilder out) {
      if (LEGAL.indexOf(codePoint) >= 0) {
        out.appendCodePoint(codePoint);
        return;
      }
      for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }

    private static FaceSearchException malformed(Exception cause) {
      return new FaceSearchException(
          FaceSearchException.Reason.INVALID, "uri is not a valid URL", cause);
    }
  }
}

package org.facesearch.models.image;

import static org.facesearch.models.image.TestImages.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.PictureSource.Inline;
import org.facesearch.models.image.PictureSource.Remote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSourceTest {

  private static final ImageLimits LIMITS = ImageLimits.defaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,aGk_aGk-",
        "DATA:;BASE64,aGk/aGk+",
        "data:image/jpeg;name=a;base64,aGk\n / aGk\r\n\t+",
        "data:image/jpeg;base64,aGk%2FaGk%2B",
        "data:,hi%3fhi%3E",
        "  data:text/plain,hi?hi>",
      })
  void readsDataUris(String uri) {
    byte[] bytes = inline(PictureSource.parse(uri)).bytes(LIMITS);
    assertEquals("hi?hi>", new String(bytes, StandardCharsets.US_ASCII));
  }

  @Test
  void tellsUrisFromBareBase64() {
    assertArrayEquals(
        inline(PictureSource.parse("data:,hi%3fhi%3E")).bytes(LIMITS),
        inline(PictureSource.uriOrBase64("\n aGk/\naGk+")).bytes(LIMITS));
    assertArrayEquals(
        inline(PictureSource.parse("data:,hi")).bytes(LIMITS),
        inline(PictureSource.uriOrBase64(" DATA:,hi")).bytes(LIMITS));
    assertInstanceOf(Remote.class, PictureSource.uriOrBase64("HTTPS://host/a.jpg"));
    assertFails(Reason.INVALID, () -> PictureSource.uriOrBase64("ftp://host/a.jpg"));
  }

  @Test
  void readsEveryLengthWithAndWithoutPadding() {
    Random random = new Random(7);
    for (int length = 0; length < 40; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      Base64.Encoder encoder = Base64.getEncoder();
      assertArrayEquals(bytes, decode(encoder.encodeToString(bytes)));
      assertArrayEquals(bytes, decode(encoder.withoutPadding().encodeToString(bytes)));
      assertArrayEquals(bytes, decode(Base64.getUrlEncoder().encodeToString(bytes)));
      assertArrayEquals(
          bytes,
          decode(
              Base64.getMimeEncoder(8, "\r\n".getBytes(StandardCharsets.US_ASCII))
                  .encodeToString(bytes)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "abcde", "a*cd", "ab=d", "abcd=", "ab===", "=", "äbcd", "abc\u0000"})
  void refusesWhatIsNotBase64(String text) {
    assertFails(Reason.INVALID, () -> decode(text));
  }

  @Test
  void judgesTheLengthBeforeItDecodes() {
    ImageLimits six = new ImageLimits(6, 1, 1, 1);
    assertEquals(6, inline(PictureSource.base64("aGk/aGk+ \n\n")).bytes(six).length);
    assertFails(Reason.TOO_LARGE, () -> inline(PictureSource.base64("aGk/aGk+aa")).bytes(six));
    assertFails(Reason.TOO_LARGE, () -> inline(PictureSource.parse("data:,abcdefg")).bytes(six));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png;base64", "data:"})
  void aDataUriHasAComma(String uri) {
    assertFails(Reason.INVALID, () -> PictureSource.parse(uri));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:,%", "data:,%4", "data:,%zz", "data:,é"})
  void brokenEscapesAreRefused(String uri) {
    assertFails(Reason.INVALID, () -> inline(PictureSource.parse(uri)).bytes(LIMITS));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/b.jpg, http://a.example/b.jpg",
    "HTTPS://a.example:8443/b?c=d#e, HTTPS://a.example:8443/b?c=d",
    "http://a.example/ä b|c.jpg, http://a.example/%C3%A4%20b%7Cc.jpg",
    "http://a.example/%20.jpg, http://a.example/%20.jpg",
    "http://[2001:db8::1]/, http://[2001:db8::1]/"
  })
  void readsAddresses(String text, String uri) {
    assertEquals(uri, assertInstanceOf(Remote.class, PictureSource.parse(text)).uri().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "aGVsbG8=",
        "ftp://a.example/b",
        "file:///etc/passwd",
        "jar:http://a.example!/b",
        "//a.example/b",
        "http:/a.example",
        "http://",
        "http:///b",
        "http://user:pass@a.example/",
        "http://user@a.example/",
        "http://a.example:0/",
        "http://a.example:70000/",
        "http://a b/",
        "http://[::1/",
        "http://exämple.org/"
      })
  void refusesOtherAddresses(String uri) {
    assertFails(Reason.INVALID, () -> PictureSource.parse(uri));
  }

  @Test
  void nothingAtAllIsRefusedToo() {
    assertFails(Reason.INVALID, () -> PictureSource.parse(null));
    assertEquals(0, inline(PictureSource.base64(null)).bytes(LIMITS).length);
  }

  @Test
  void megabytesAreNotPrinted() {
    assertTrue(PictureSource.base64("a".repeat(1000)).toString().length() < 40);
    assertEquals(
        "Remote[a.example]", PictureSource.parse("http://a.example/?token=secret").toString());
  }

  private static byte[] decode(String text) {
    return inline(PictureSource.base64(text)).bytes(LIMITS);
  }

  private static Inline inline(PictureSource source) {
    return assertInstanceOf(Inline.class, source);
  }
}

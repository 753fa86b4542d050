package org.facesearch.rest.facepp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opensearch.core.common.bytes.BytesArray;

class MultipartFormTest {

  private static final String TYPE = "multipart/form-data; boundary=xyz";

  private static Arguments read(String contentType, byte[] body) throws IOException {
    Arguments arguments = new Arguments();
    MultipartForm.read(contentType, new BytesArray(body), 3, arguments);
    return arguments;
  }

  private static Arguments read(String contentType, String body) throws IOException {
    return read(contentType, body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String part(String disposition, String content) {
    return "--xyz\nContent-Disposition: form-data; " + disposition + "\n\n" + content + "\n";
  }

  @Test
  void textAndFilesAreReadByTheirNames() throws IOException {
    Arguments arguments =
        read(
            TYPE,
            part("name=\"api_key\"", "k")
                + part("name=\"image_base64\"; filename=\"a.txt\"", "QUJD")
                + "--xyz--\n");
    assertEquals(Optional.of("k"), arguments.text("api_key"));
    assertEquals(Optional.of("QUJD"), arguments.text("image_base64"));
    assertEquals(Optional.empty(), arguments.text("image_url"));
  }

  @Test
  void everyByteOfAFileComesThrough() throws IOException {
    byte[] file = new byte[100_000];
    for (int i = 0; i < file.length; i++) {
      file[i] = (byte) (i * 31 + i / 251);
    }
    // What looks like the beginning of an end is none.
    byte[] nearly = "\r\n--xy\r\n--".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(nearly, 0, file, 4090, nearly.length);
    String head =
        """
        --xyz
        Content-Disposition: form-data; name=image_file; filename="人 脸.jpg"
        Content-Type: image/jpeg

        """;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--xyz--".getBytes(StandardCharsets.US_ASCII));
    assertArrayEquals(file, read(TYPE, body.toByteArray()).file("image_file").orElseThrow());
  }

  @Test
  void boundaryMayBeQuotedAndHeadersInAnyCase() throws IOException {
    String body = "--a b:c\ncontent-disposition: Form-Data; Name=\"x\"\n\ny\n--a b:c--\n";
    Arguments arguments = read("Multipart/Form-Data; charset=utf-8; Boundary=\"a b:c\"", body);
    assertEquals(Optional.of("y"), arguments.text("x"));
  }

  @Test
  void whatStandsAroundThePartsAndPartsWithoutNameAreIgnored() throws IOException {
    String body =
        "preamble\n"
            + part("filename=\"a\"", "lost")
            + part("name=\"x\"", "")
            + "--xyz--\nepilogue";
    Arguments arguments = read(TYPE, body);
    assertFalse(arguments.has("x"));
    assertEquals(Optional.of(""), arguments.given("x"));
  }

  @Test
  void firstOfTwoCounts() throws IOException {
    String body = part("name=\"x\"", "1") + part("name=\"x\"", "2") + "--xyz--\n";
    assertEquals(Optional.of("1"), read(TYPE, body).text("x"));
  }

  @Test
  void damagedFormsAreRefused() {
    String whole = part("name=\"x\"", "1");
    assertRefused(TYPE, "");
    assertRefused(TYPE, "no boundary at all");
    assertRefused(TYPE, whole);
    assertRefused(TYPE, whole + "--xyz");
    assertRefused(TYPE, "--xyz\nContent-Disposition: form-data; name=\"x\"\n");
    assertRefused(TYPE, "--xyz\n" + "X: y\n".repeat(1000) + "\n1\n--xyz--\n");
    assertRefused("multipart/form-data", whole + "--xyz--\n");
    assertRefused("multipart/form-data; boundary=", whole + "--xyz--\n");
    assertRefused("multipart/form-data; boundary=" + "b".repeat(71), whole + "--xyz--\n");
  }

  @Test
  void tooManyPartsAreRefused() {
    assertRefused(TYPE, part("name=\"x\"", "1").repeat(4) + "--xyz--\n");
  }

  private static void assertRefused(String contentType, String body) {
    assertThrows(IOException.class, () -> read(contentType, body), body);
  }

  @Test
  void anythingIsReadOrRefused() {
    byte[] seed =
        (TYPE + "\n" + part("name=a", "b") + part("name=c; filename=d", "e") + "--xyz--\n")
            .replace("\n", "\r\n")
            .replaceFirst("\r\n", "\n")
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(6);
    for (int length = 0; length <= seed.length; length++) {
      MultipartFormFuzz.fuzzerTestOneInput(Arrays.copyOf(seed, length));
    }
    for (int i = 0; i < 3_000; i++) {
      byte[] copy = seed.clone();
      for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
      }
      MultipartFormFuzz.fuzzerTestOneInput(copy);
    }
  }
}

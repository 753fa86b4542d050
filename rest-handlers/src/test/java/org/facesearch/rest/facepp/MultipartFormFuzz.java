package org.facesearch.rest.facepp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.opensearch.core.common.bytes.BytesArray;

/**
 * Reads anything as a multipart form: the first line of the input is the media type, the rest the
 * body. A file that is put into a form comes out of it as it was.
 *
 * <p>A target of the fuzzer; {@link MultipartFormTest} runs it on what was found.
 */
public final class MultipartFormFuzz {

  private static final String BOUNDARY = "0a9f7c3e5b1d";

  private MultipartFormFuzz() {}

  /** One run; anything thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    int line = 0;
    while (line < input.length && input[line] != '\n') {
      line++;
    }
    String type = new String(input, 0, line, StandardCharsets.ISO_8859_1);
    int body = Math.min(input.length, line + 1);
    try {
      MultipartForm.read(
          type, new BytesArray(input, body, input.length - body), 8, new Arguments());
    } catch (IOException e) {
      // Malformed, which is an answer.
    }
    if (!new String(input, StandardCharsets.ISO_8859_1).contains(BOUNDARY)) {
      comesThrough(input);
    }
  }

  private static void comesThrough(byte[] file) {
    byte[] head =
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=f\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] form = Arrays.copyOf(head, head.length + file.length + tail.length);
    System.arraycopy(file, 0, form, head.length, file.length);
    System.arraycopy(tail, 0, form, head.length + file.length, tail.length);
    Arguments arguments = new Arguments();
    try {
      MultipartForm.read(
          "multipart/form-data; boundary=" + BOUNDARY, new BytesArray(form), 8, arguments);
    } catch (IOException e) {
      throw new IllegalStateException("a good form is refused", e);
    }
    if (!Arrays.equals(file, arguments.file("f").orElse(new byte[0]))) {
      throw new IllegalStateException("read otherwise than written");
    }
  }
}

package org.facesearch.rest.facepp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.facesearch.rest.facepp.Arguments.Argument;
import org.opensearch.core.common.bytes.BytesReference;

/** Reads {@code multipart/form-data} (RFC 7578); nothing of it ever touches a disk. */
final class MultipartForm {

  /** Bytes of the headers of one part; a file name in UTF-8, escaped, takes most of them. */
  private static final int LONGEST_HEADERS = 4096;

  private static final String DISPOSITION = "content-disposition:";

  private MultipartForm() {}

  /**
   * Adds every named part.
   *
   * @param contentType of the request, with its boundary
   * @param most parts, named or not
   * @throws IOException if it is malformed, ends before its last boundary, or has no part or too
   *     many
   */
  static void read(String contentType, BytesReference body, int most, Arguments arguments)
      throws IOException {
    String boundary = parameters(contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
      throw new IOException("no boundary");
    }
    MultipartInput form =
        MultipartInput.builder()
            .setInputStream(body.streamInput())
            .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
            .setPartHeaderSizeMax(LONGEST_HEADERS)
            .get();
    form.setHeaderCharset(StandardCharsets.UTF_8);
    int parts = 0;
    boolean more = form.skipPreamble();
    if (!more) {
      throw new IOException("no part");
    }
    while (more) {
      if (++parts > most) {
        throw new IOException("more than " + most + " parts");
      }
      String name = name(form.readHeaders());
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      form.readBodyData(content);
      if (name != null) {
        arguments.add(name, new Argument.Part(content.toByteArray()));
      }
      more = form.readBoundary();
    }
  }

  /** The name of the field that a part is; {@code null} where it has none. */
  private static String name(String headers) {
    for (String line : headers.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length())) {
        Map<String, String> parameters = parameters(line.substring(DISPOSITION.length()));
        return parameters.get("name");
      }
    }
    return null;
  }

  private static Map<String, String> parameters(String header) {
    ParameterParser parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, ';');
  }
}

package org.facesearch.rest.facepp;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.facesearch.rest.facepp.Arguments.Argument;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.rest.RestRequest;

/**
 * Reads the arguments of a call: a multipart or urlencoded form or a JSON object in the body, and
 * after it the query string. A body that is none of these never comes here: OpenSearch answers it
 * with 406, naming its content type.
 */
final class ArgumentReader {

  /** What an error names where no single argument can be blamed. */
  private static final String BODY = "body";

  private static final int MOST = 100;

  private ArgumentReader() {}

  /**
   * All arguments of a call.
   *
   * @throws FaceppException {@code BAD_ARGUMENTS} if the body is malformed
   */
  static Arguments read(RestRequest request) {
    Arguments arguments = new Arguments();
    if (request.hasContent()) {
      readBody(request, arguments);
    }
    request.params().forEach(arguments::add);
    return arguments;
  }

  private static void readBody(RestRequest request, Arguments arguments) {
    List<String> headers = request.getAllHeaderValues("Content-Type");
    String contentType = headers == null || headers.isEmpty() ? "" : headers.getFirst();
    try {
      switch (contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
        case "multipart/form-data" ->
            MultipartForm.read(contentType, request.content(), MOST, arguments);
        case "application/x-www-form-urlencoded" -> readForm(request.content(), arguments);
        default -> readObject(request, arguments);
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw FaceppException.badArgument(BODY);
    }
  }

  private static void readForm(BytesReference body, Arguments arguments) {
    int count = 0;
    for (String pair : body.utf8ToString().split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        limit(++count);
        arguments.add(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void readObject(RestRequest request, Arguments arguments) throws IOException {
    Map<String, Object> fields;
    try (XContentParser parser = request.contentParser()) {
      fields = parser.map();
      if (parser.nextToken() != null) {
        throw FaceppException.badArgument(BODY);
      }
    }
    limit(fields.size());
    fields.forEach(
        (name, value) -> {
          switch (value) {
            case null -> {}
            case String text -> arguments.add(name, text);
            case Number number -> arguments.add(name, number.toString());
            case Boolean bool -> arguments.add(name, bool ? "1" : "0");
            default -> arguments.add(name, new Argument.Nested());
          }
        });
  }

  private static void limit(int count) {
    if (count > MOST) {
      throw FaceppException.badArgument(BODY);
    }
  }
}

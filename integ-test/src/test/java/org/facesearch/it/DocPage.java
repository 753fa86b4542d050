package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation that tells a reader what to send: in blocks of {@code http}, and
 * after some of them, in a block of {@code json answer}, what is answered, abridged.
 */
final class DocPage {

  private static final Pattern PART = Pattern.compile("(?m)^(?=# )");
  private static final Pattern BLOCK =
      Pattern.compile("^```(http|json answer)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** One request, and the part of its answer that the page tells or a missing node. */
  record Request(String method, String path, String body, JsonNode answer) {

    /** Sends it and checks what the page tells of the answer. */
    Response send(Http http, UnaryOperator<String> placeholders) throws IOException {
      String content = placeholders.apply(body);
      Response response =
          content.isEmpty()
              ? http.send(method, path, null, BodyPublishers.noBody())
              : http.send(method, path, "application/json", BodyPublishers.ofString(content));
      assertTrue(response.status() < 300, () -> this + " was answered " + response);
      assertContains(answer, response.body(), method + " " + path);
      return response;
    }

    private Request answeredBy(JsonNode told) {
      return new Request(method, path, body, told);
    }
  }

  private DocPage() {}

  /** The requests of a page, in its order. */
  static List<Request> requests(String page) throws IOException {
    return read(text(page));
  }

  /**
   * Those of one part of a page.
   *
   * @param part counted from 0; each begins with a heading of the first level
   */
  static List<Request> requests(String page, int part) throws IOException {
    return read(PART.splitAsStream(text(page)).toList().get(part));
  }

  /** The first block of a language on a page, word for word. */
  static String block(String page, String language) throws IOException {
    Matcher block =
        Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(text(page));
    assertTrue(block.find(), () -> "no " + language + " in " + page);
    return block.group(1);
  }

  private static String text(String page) throws IOException {
    return Files.readString(Path.of("..", "docs", page), StandardCharsets.UTF_8);
  }

  private static List<Request> read(String text) {
    List<Request> requests = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals("http")) {
        String[] lines = blocks.group(2).split("\\n", 2);
        String[] call = lines[0].split(" ", 2);
        requests.add(new Request(call[0], call[1], lines[1], Http.json("null")));
      } else {
        requests.add(requests.removeLast().answeredBy(Http.json(blocks.group(2))));
      }
    }
    return requests;
  }

  /** Objects may have more fields than are told, lists no more items. */
  private static void assertContains(JsonNode told, JsonNode actual, String at) {
    if (told.isObject()) {
      told.properties()
          .forEach(
              field ->
                  assertContains(
                      field.getValue(), actual.path(field.getKey()), at + "/" + field.getKey()));
      assertTrue(actual.isObject(), () -> at + " is " + actual);
    } else if (told.isArray()) {
      assertEquals(told.size(), actual.size(), () -> at + " is " + actual);
      for (int i = 0; i < told.size(); i++) {
        assertContains(told.get(i), actual.path(i), at + "/" + i);
      }
    } else if (!told.isNull()) {
      assertEquals(told, actual, at);
    }
  }
}

package org.facesearch.it;

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
 * A request that a page of the documentation shows.
 *
 * @param body empty where there is none
 */
record DocumentedRequest(String method, String path, String body) {

  private static final Pattern PART = Pattern.compile("(?m)^(?=# )");
  private static final Pattern BLOCK =
      Pattern.compile("```http\\n([A-Z]+) (\\S+)\\n(.*?)```", Pattern.DOTALL);

  /**
   * Those of one part of a page, in their order.
   *
   * @param part counted from 0; each begins with a heading of the first level
   */
  static List<DocumentedRequest> ofPart(String page, int part) throws IOException {
    String text = Files.readString(Path.of("..", "docs", page), StandardCharsets.UTF_8);
    Matcher blocks = BLOCK.matcher(PART.splitAsStream(text).toList().get(part));
    List<DocumentedRequest> requests = new ArrayList<>();
    while (blocks.find()) {
      requests.add(new DocumentedRequest(blocks.group(1), blocks.group(2), blocks.group(3)));
    }
    return requests;
  }

  /**
   * Sends it.
   *
   * @param filling puts into the body what the page only names
   */
  Response send(Http http, UnaryOperator<String> filling) throws IOException {
    return body.isEmpty()
        ? http.send(method, path, null, BodyPublishers.noBody())
        : http.send(method, path, "application/json", BodyPublishers.ofString(filling.apply(body)));
  }
}

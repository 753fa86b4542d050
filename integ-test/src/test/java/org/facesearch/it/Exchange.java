package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/**
 * One call of the document.
 *
 * @param call method and path; words in capitals stand for what differs, here and in the body
 * @param body with single quotes in the place of double ones; empty for none
 * @param response how it looks, see {@link Shape}
 */
record Exchange(String section, String call, String body, String response) {

  /** Makes the call and wants the answer to look as documented. */
  void assertAnswered(Http http, String group) throws IOException {
    Response answer = send(http, group);
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.contentType().startsWith("application/json"), () -> answer.contentType());
    assertEquals(
        List.of(), Shape.differences(Http.json(response), answer.body()), answer::toString);
  }

  private Response send(Http http, String group) throws IOException {
    String[] parts = call.replace("GROUP", group).split(" ", 2);
    String filled =
        body.replace('\'', '"')
            .replace("GROUP", group)
            .replace("PICTURE", Person.ANNA.uri())
            .replace("OTHER", Person.BELA.uri())
            .replace("STRANGER", Person.CLEO.uri())
            .replace("CROWD", Pictures.dataUri(Pictures.sample(4)));
    return filled.isEmpty()
        ? http.send(parts[0], parts[1], null, BodyPublishers.noBody())
        : http.postText(parts[1], "application/json", filled);
  }

  @Override
  public String toString() {
    return section + " " + call;
  }
}

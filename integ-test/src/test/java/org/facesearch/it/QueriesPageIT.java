package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of worked queries says what is true. */
@RealCluster
class QueriesPageIT {

  private static final Pattern PHOTO =
      Pattern.compile("<(small )?photo of (\\w+)(?: and (\\w+))?>");
  private static final int SEARCHES = 13;

  @Test
  void everyRequestIsAnsweredAsThePageTells(TestCluster cluster) throws IOException {
    List<DocPage.Request> requests = DocPage.requests("queries.md");
    int searches = 0;
    for (DocPage.Request request : requests) {
      request.send(cluster.http(searches % cluster.size()), QueriesPageIT::withPhotos);
      if (request.path().contains("/_search")) {
        assertFalse(request.answer().isNull(), () -> "no answer is told to " + request);
        searches++;
      }
    }
    assertEquals(SEARCHES, searches);
  }

  private static String withPhotos(String body) {
    return PHOTO.matcher(body).replaceAll(photo -> Matcher.quoteReplacement(photo(photo)));
  }

  /** One person, or two beside each other, large or smaller, in base64. */
  private static String photo(MatchResult placeholder) {
    BufferedImage photo = person(placeholder.group(2)).image();
    if (placeholder.group(3) != null) {
      BufferedImage second = person(placeholder.group(3)).image();
      BufferedImage both =
          Pictures.on(
              photo.getWidth() + second.getWidth(),
              Math.max(photo.getHeight(), second.getHeight()),
              photo,
              0,
              0);
      photo = Pictures.over(both, second, photo.getWidth(), 0);
    }
    if (placeholder.group(1) != null) {
      photo = Pictures.scaled(photo, 0.7);
    }
    return Base64.getEncoder().encodeToString(Pictures.jpeg(photo));
  }

  private static Person person(String name) {
    return Person.valueOf(name.toUpperCase(Locale.ROOT));
  }
}

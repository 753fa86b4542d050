package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents for the alias find their way, however many indices are behind it. */
class EventAliasIT {

  @Test
  void documentsGoThroughThePipelineWithNoIndexWithOneAndWithMany() throws IOException {
    try (TestCluster cluster =
        TestCluster.named("event-alias").setting(EventClient.MAX_AHEAD, "36500d").start()) {
      Http http = cluster.http(0);
      Map<String, Object> first =
          EventClient.past("alias", EventClient.time("2031-01-01T12:00:00Z"), 1);
      Response early = http.post(EventClient.ALIAS + "/_doc", first);
      assertEquals(404, early.status(), early::toString);
      assertEquals(404, http.get(EventClient.ALIAS).status(), "no index of that name was made");

      EventClient events = EventClient.installed(http);
      assertEquals(1, indices(http).size(), "that of today");
      Response one = events.post(first);
      assertEquals(
          EventClient.index("2031.01.01"), one.body().path("_index").asText(), one::toString);
      Response two =
          events.post(EventClient.past("alias", EventClient.time("2031-01-02T12:00:00Z"), 2));
      assertEquals(
          EventClient.index("2031.01.02"), two.body().path("_index").asText(), two::toString);
      for (String index : indices(http)) {
        Ingest.ok(http.delete("/" + index));
      }
      Response none =
          events.post(EventClient.past("alias", EventClient.time("2031-01-03T12:00:00Z"), 3));
      assertEquals(
          EventClient.index("2031.01.03"), none.body().path("_index").asText(), none::toString);

      Ingest.pipeline(http, "face-events", "{'drop':{}}");
      EventClient.installed(http);
      Response again =
          events.post(EventClient.past("alias", EventClient.time("2031-01-04T12:00:00Z"), 4));
      assertEquals(201, again.status(), "installing replaces what was changed");
    }
  }

  private static List<String> indices(Http http) throws IOException {
    JsonNode aliases = FaceGroup.assertOk(http.get("/_alias/face-events"));
    return aliases.properties().stream().map(Map.Entry::getKey).toList();
  }
}

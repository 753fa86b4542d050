package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * People: entries of an ordinary group, with photos, who can be forgotten with all their events.
 */
@RealCluster
class IdentitiesIT {

  private FaceGroup people;
  private EventClient events;

  @BeforeEach
  void newPeople(TestCluster cluster) throws IOException {
    people = FaceGroup.create(cluster.http(0), "identities");
    BadRequestsIT.setting(cluster.http(0), EventClient.IDENTITY_GROUP, people.name());
    BadRequestsIT.setting(cluster.http(0), EventClient.KEEP_PHOTOS, "nobody," + people.name());
    events = EventClient.installed(cluster.http(0));
  }

  @AfterEach
  void reset(TestCluster cluster) throws IOException {
    for (String setting :
        List.of(EventClient.IDENTITY_GROUP, EventClient.KEEP_PHOTOS, EventClient.STORE_PICTURES)) {
      BadRequestsIT.setting(cluster.http(0), setting, null);
    }
    people.remove();
  }

  /** The photo of an entry as whoever asks for it sees it; {@code null} for none. */
  private BufferedImage photo(Http http, String id) throws IOException {
    JsonNode source =
        FaceGroup.assertOk(http.get("/" + people.index() + "/_doc/" + id)).path("_source");
    return source.has("photo")
        ? Pictures.read(Base64.getDecoder().decode(source.path("photo").asText()))
        : null;
  }

  @Test
  void aGroupKeepsPhotosWhereItIsTold(TestCluster cluster) throws IOException {
    Http http = cluster.http(1);
    people.enrol("found", Person.ANNA.uri());
    people.enrol("given", Person.ANNA, Map.of("desc", Map.of("identity_id", "anna")));
    BufferedImage found = photo(http, "found");
    assertTrue(found.getWidth() < Person.ANNA.width(), "the face, not the whole picture");
    BufferedImage given = photo(http, "given");
    assertEquals(0.75 * Person.ANNA.width(), given.getWidth(), 5, "half as wide again as the box");

    FaceGroup.assertOk(http.post("/" + people.index() + "/_refresh"));
    Response shown = http.get("/" + people.index() + "/_search?size=10");
    assertEquals(2, FaceGroup.assertOk(shown).at("/hits/hits").size(), shown::toString);
    for (JsonNode hit : shown.body().at("/hits/hits")) {
      assertFalse(hit.path("_source").has("photo"), shown::toString);
      assertFalse(hit.path("_source").has("vector"), shown::toString);
      assertTrue(hit.path("_source").has("identity"), shown::toString);
    }
    JsonNode asked =
        FaceGroup.assertOk(
            http.get("/" + people.index() + "/_search?q=identity:anna&_source_includes=photo"));
    assertEquals("given", asked.at("/hits/hits/0/_id").asText());
    assertEquals(1, asked.at("/hits/total/value").asInt(), asked::toString);
    assertTrue(asked.at("/hits/hits/0/_source/photo").asText().startsWith("/9j/"));

    people.update("given", Map.of("tag", "staff", "desc", Map.of("identity_id", "bela")));
    assertEquals(given.getWidth(), photo(http, "given").getWidth(), "another tag, the same photo");
    assertEquals(
        "bela",
        FaceGroup.assertOk(http.get("/" + people.index() + "/_doc/given"))
            .at("/_source/identity")
            .asText());
    FaceGroup.assertOk(
        people.update(
            "given", Map.of("uri", Person.BELA.uri(), "bounding_box", Person.BELA.box())));
    assertEquals(0.75 * Person.BELA.width(), photo(http, "given").getWidth(), 5);

    BadRequestsIT.setting(cluster.http(0), EventClient.KEEP_PHOTOS, null);
    people.enrol("without", Person.CLEO, Map.of());
    assertEquals(null, photo(http, "without"));
    FaceGroup.assertOk(people.update("given", Map.of("uri", Person.DORA.uri())));
    assertEquals(null, photo(http, "given"), "the photo of a face that was replaced is not kept");
    assertEquals(List.of("found", "given", "without"), people.ids());
  }

  @Test
  void aPersonIsForgottenWithEverything(TestCluster cluster) throws IOException {
    BadRequestsIT.setting(cluster.http(0), EventClient.STORE_PICTURES, "true");
    // Names that no other test has: the log of events is one for all.
    String both = people.name() + " b/c";
    String bela = people.name() + "-bela";
    Map<String, ?> anna = Map.of("identity_id", both, "name", "Anna");
    people.enrol("a2", Person.ANNA, Map.of("desc", anna));
    people.enrol("a1", Person.CLEO, Map.of("desc", anna));
    people.enrol(bela, Person.BELA, Map.of());
    List<String> pictures = new ArrayList<>();
    for (Person person : List.of(Person.ANNA, Person.CLEO, Person.ANNA, Person.BELA)) {
      JsonNode event =
          events
              .posted(
                  EventClient.camera(
                      people.name(),
                      EventClient.time("2031-09-0" + (pictures.size() / 2 + 1) + "T12:00:00Z"),
                      person.uri()))
              .path("_source");
      assertEquals(
          person == Person.BELA ? bela : both, event.path("identity_id").asText(), event::toString);
      assertEquals(
          person == Person.BELA ? Http.json("['" + bela + "']") : Http.json("['a1','a2']"),
          event.at("/identity_info/face_ids"));
      pictures.add(event.path("recognize_face_pic_id").asText());
      pictures.add(event.path("spot_pic_id").asText());
    }

    String nobody = people.name();
    FaceGroup.assertError(
        404, "no entry and no event of an identity " + nobody, events.forget(nobody));
    assertEquals(
        Http.json(
            "{'identity_id':'"
                + both
                + "','removed':"
                + "{'entries':['a1','a2'],'photos':2,'events':3,'pictures':6}}"),
        FaceGroup.assertOk(new EventClient(cluster.http(1)).forget(people.name() + "%20b%2Fc")));

    assertEquals(List.of(bela), people.ids());
    assertEquals(List.of(), people.found(Person.ANNA.uri()));
    FaceGroup.assertOk(cluster.http(0).post(EventClient.ALIAS + "/_refresh"));
    List<JsonNode> left = events.ofDevice(people.name());
    assertEquals(1, left.size(), left::toString);
    assertEquals(bela, left.getFirst().at("/_source/identity_id").asText());
    for (String name : pictures.subList(0, 6)) {
      assertEquals(404, cluster.http(0).get(EventClient.picture(name)).status());
    }
    assertArrayEquals(
        Person.BELA.jpeg(), cluster.http(0).download(EventClient.picture(pictures.get(7))).body());
    assertEquals(
        "stranger",
        events
            .posted(
                EventClient.camera(
                    people.name(), EventClient.time("2031-09-05T12:00:00Z"), Person.ANNA.uri()))
            .at("/_source/identity_name")
            .asText());
    assertEquals(404, events.forget(people.name() + "%20b%2Fc").status(), "there is nothing more");
    assertEquals(
        Http.json("{'entries':['" + bela + "'],'photos':1,'events':1,'pictures':2}"),
        FaceGroup.assertOk(events.forget(bela)).path("removed"));
  }

  /** Whatever is left of somebody whose entries have gone, and more than one page of it. */
  @Test
  void thousandsOfEventsAreForgotten() throws IOException {
    String who = people.name() + "-crowd";
    List<Map<String, Object>> documents = new ArrayList<>();
    for (int i = 0; i < 2_300; i++) {
      Map<String, Object> past =
          EventClient.past(who, EventClient.time("2031-10-01T00:00:00Z") + i * 60, i % 512);
      past.put("identity_id", i % 23 == 0 ? who + "-other" : who);
      documents.add(past);
    }
    for (JsonNode item : events.bulk(documents)) {
      assertEquals(201, item.at("/index/status").asInt(), item::toString);
    }
    assertEquals(
        Http.json("{'entries':[],'photos':0,'events':2200,'pictures':0}"),
        FaceGroup.assertOk(events.forget(who)).path("removed"));
    FaceGroup.assertOk(events.http().post(EventClient.ALIAS + "/_refresh"));
    assertEquals(100, events.ofDevice(who).size());
    assertEquals(404, events.forget(who).status());
  }
}

package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A snapshot of everything, restored into a cluster that never had any of it, answers the same. */
@Endurance
class CopyIT {

  private static final String ALL = "faces-*,images-*,face-event*,.face-search-*";
  private static final String TIME = "2026-11-21T12:00:00Z";

  private static TestCluster cluster(String name) throws IOException {
    return TestCluster.named(name)
        .setting("indices.breaker.total.use_real_memory", "false")
        .setting(EventClient.IDENTITY_GROUP, "people")
        .setting(EventClient.STORE_PICTURES, "true")
        .setting("plugins.face_search.events.retention", "36500d")
        .keystore(Facepp.KEYSTORE)
        .start();
  }

  @Test
  void anEmptyClusterAnswersTheSame() throws IOException {
    Map<String, JsonNode> before;
    String picture;
    try (TestCluster first = cluster("copy-from");
        TestCluster second = cluster("copy-to")) {
      Http http = first.http(0);
      picture = fill(http);
      before = answers(http, picture);
      before.forEach((call, answer) -> assertFalse(answer.isEmpty(), call));
      Snapshots.repository(http, "copy").take("all", ALL);

      Installation.copyTree(
          Installation.folder("copy-from").resolve("snapshots"),
          Installation.folder("copy-to").resolve("snapshots"));
      Http copy = second.http(0);
      Snapshots.repository(copy, "copy").restoreAll("all");
      assertEquals(before, answers(copy, picture));
      // It is no picture of what was, but goes on.
      FaceGroup people = new FaceGroup(copy, "people");
      people.enrol("dora", Person.DORA, Map.of());
      assertEquals(List.of("dora"), people.found(Person.DORA.uri()));
    }
  }

  /** Gives the name of a picture of an event. */
  private static String fill(Http http) throws IOException {
    FaceGroup people = new FaceGroup(http, "people");
    FaceGroup.assertOk(people.create(100));
    for (Person person : List.of(Person.ANNA, Person.BELA, Person.CLEO)) {
      people.enrol(person.name(), person, Map.of("tag", "t", "desc", Map.of("name", "x")));
    }
    ImageGroup images = new ImageGroup(http, "pictures");
    FaceGroup.assertOk(images.create(100));
    images.enrol("anna", Person.ANNA.uri());
    Facepp faces = new Facepp(http);
    faces.ok("faceset/create", Map.of("outer_id", "set", "face_tokens", faces.token(Person.ANNA)));
    JsonNode event =
        EventClient.installed(http)
            .posted(EventClient.camera("door", EventClient.time(TIME), Person.ANNA.uri()));
    return event.at("/_source/recognize_face_pic_id").asText();
  }

  private static Map<String, JsonNode> answers(Http http, String picture) throws IOException {
    FaceGroup people = new FaceGroup(http, "people");
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    answers.put("info", people.info());
    answers.put("list", people.images(Map.of()));
    for (Person person : Person.all()) {
      answers.put(
          "search " + person,
          FaceGroup.assertOk(people.search(List.of(person.uri()), Map.of("threshold", 0.2))));
    }
    answers.put(
        "pictures",
        FaceGroup.assertOk(
            new ImageGroup(http, "pictures")
                .search(List.of(Person.ANNA.uri()), Map.of("threshold", 0.2))));
    answers.put(
        "FaceSet",
        new Facepp(http)
            .ok("search", Map.of("outer_id", "set", "image_file", Person.ANNA.jpeg()))
            .path("results"));
    double time = EventClient.time(TIME);
    answers.put(
        "events",
        without(
            "total_time",
            FaceGroup.assertOk(
                new Sophon(http)
                    .call(
                        "picturesearch",
                        Map.of(
                            "face_image_base64",
                            Sophon.base64(Person.ANNA.jpeg()),
                            "starttime",
                            time - 10,
                            "endtime",
                            time + 10)))));
    answers.put(
        "picture",
        Http.json("[" + http.download(EventClient.picture(picture)).body().length + "]"));
    return answers;
  }

  private static JsonNode without(String field, JsonNode answer) {
    ((ObjectNode) answer).remove(field);
    return answer;
  }
}

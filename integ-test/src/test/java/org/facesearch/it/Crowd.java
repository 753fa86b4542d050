package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Pictures of people from the shared test pictures, who have two portraits each. These are people
 * whom the default model tells apart by far: measured on these pictures, two of one person scored
 * 0.61 and more, two of different people 0.25 and less.
 */
final class Crowd {

  /** Pictures that begin with the same person. */
  static final int SHOTS = 4;

  private static final List<String> PEOPLE =
      List.of(
          "A000055", "A000369", "A000371", "B001248", "B001261", "B001278", "B001282", "B001287",
          "B001292", "B001296", "C000537", "C001053", "C001063", "C001066", "C001068", "C001072",
          "C001078", "C001090", "C001091", "C001095", "C001097", "C001101", "C001103", "D000096",
          "D000197", "D000600", "D000618", "D000622", "D000623", "D000624", "E000215", "F000450",
          "F000462", "F000463", "G000546", "G000568", "G000576", "G000577", "H001066", "J000032",
          "K000009", "K000380", "L000562", "L000566", "L000570", "L000582", "M001143", "M001156",
          "M001157", "M001169");

  private static final int HEIGHT = 280;

  private final List<String> people;
  private final List<List<BufferedImage>> portraits = new ArrayList<>();

  private Crowd(List<String> people) {
    this.people = people;
  }

  /** A picture and who is in it, from left to right. */
  record Shot(String uri, List<String> people) {}

  /** So many people; the test is skipped where the shared pictures are not there. */
  static Crowd of(int size) throws IOException {
    Path folder = Pictures.shared("congress");
    Crowd crowd = new Crowd(PEOPLE.subList(0, size));
    for (String person : crowd.people) {
      crowd.portraits.add(List.of(portrait(folder, person, 2015), portrait(folder, person, 2024)));
    }
    return crowd;
  }

  private static BufferedImage portrait(Path folder, String person, int year) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file =
          files
              .filter(path -> path.endsWith(person + "_" + year + ".jpg"))
              .findFirst()
              .orElseThrow(() -> new IOException("no portrait of " + person + " in " + year));
      BufferedImage image = Pictures.read(Files.readAllBytes(file));
      return Pictures.scaled(image, (double) HEIGHT / image.getHeight());
    }
  }

  List<String> people() {
    return people;
  }

  /** For each person, one after the other: alone twice, with the next one, with the next two. */
  List<Shot> shots() {
    List<Shot> shots = new ArrayList<>();
    for (int person = 0; person < people.size(); person++) {
      shots.add(shot(person, 0, 1));
      shots.add(shot(person, 1, 1));
      shots.add(shot(person, 0, 2));
      shots.add(shot(person, 1, 3));
    }
    return shots;
  }

  /**
   * Whether each of the people is found in all pictures, and is in the group once.
   *
   * @param group as a client of one node sees it; the nodes take turns, by the number of the
   *     picture
   */
  void assertOneEntryEach(IntFunction<FaceGroup> group) throws IOException {
    Set<String> entries = new HashSet<>();
    List<Shot> shots = shots();
    for (int i = 0; i < shots.size(); i++) {
      Shot shot = shots.get(i);
      JsonNode faces =
          FaceGroup.assertOk(group.apply(i).search(List.of(shot.uri()), Map.of()))
              .at("/search_results/0/faces");
      for (JsonNode face : faces) {
        assertEquals(1, face.path("faces").size(), () -> shot.people() + ": " + faces);
        entries.add(face.at("/faces/0/id").asText());
      }
    }
    assertEquals(people.size(), entries.size(), "people who are found");
    assertEquals(people.size(), group.apply(0).count(), "entries");
  }

  /** Portraits of people who follow each other, side by side, the first from a given year. */
  private Shot shot(int first, int year, int count) {
    List<String> names = new ArrayList<>();
    BufferedImage picture = Pictures.plain(count * HEIGHT, HEIGHT);
    for (int i = 0; i < count; i++) {
      int person = (first + i) % people.size();
      names.add(people.get(person));
      Pictures.over(picture, portraits.get(person).get((year + i) % 2), i * HEIGHT, 0);
    }
    return new Shot(Pictures.dataUri(Pictures.jpeg(picture)), names);
  }
}

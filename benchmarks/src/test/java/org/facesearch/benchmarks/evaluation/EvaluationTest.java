package org.facesearch.benchmarks.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measures on faces whose cosines are known beforehand. */
class EvaluationTest {

  private static final Rectangle BOX = new Rectangle(10, 10);

  @TempDir Path folder;

  private static Face face(int person, String name, double angle) {
    return new Face(
        new Photo("p" + person, Path.of(name + ".jpg")),
        person,
        BOX,
        new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
  }

  @Test
  void aRateIsTheShareOfImpostorsThatReachItsCosine() {
    Cosines cosines = new Cosines();
    for (int i = 0; i < 1000; i++) {
      cosines.add(i / 1000.0 - 0.5);
    }
    double cosine = cosines.cosineAt(0.01);
    assertEquals(0.489, cosine, 0.0011);
    assertTrue(cosines.share(cosine) <= 0.01);
    assertTrue(cosines.share(cosine - 0.002) > 0.01);
    assertEquals(0.4991, cosines.cosineAt(0.0001), 0.0002);
    assertEquals(500, cosines.between(0, 1));
  }

  @Test
  void ranksTheWorstPairs() {
    Verification verification =
        Verification.of(
            List.of(face(1, "a", 0), face(1, "b", 0.2), face(2, "c", 0.3), face(3, "d", 1.5)));
    assertEquals(1, verification.mates().total());
    assertEquals(5, verification.impostors().total());
    assertEquals("p2", verification.mostAlike().getFirst().other().photo().person());
    assertEquals(Math.cos(0.1), verification.mostAlike().getFirst().cosine(), 1e-6);
    assertEquals(Math.cos(0.2), verification.leastAlike().getFirst().cosine(), 1e-6);
    // Of five impostor pairs one is nearer than the mates.
    assertEquals(1, verification.tmrAt(0.2));
    assertEquals(0, verification.tmrAt(0.1));
  }

  @Test
  void aCalibrationHasTheCertainRatesAlone() {
    Random random = new Random(1);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      float[] vector = new float[16];
      double length = 0;
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) random.nextGaussian();
        length += vector[j] * vector[j];
      }
      for (int j = 0; j < vector.length; j++) {
        vector[j] /= (float) Math.sqrt(length);
      }
      faces.add(new Face(new Photo("p" + i, Path.of(i + ".jpg")), i, BOX, vector));
    }
    // 7,140 pairs: 71 of them for a hundredth, 7 for a thousandth.
    assertNull(Rates.of(Verification.of(faces)).calibration("m"));
    List<Face> more = new ArrayList<>(faces);
    for (int round = 1; round < 3; round++) {
      for (Face face : faces) {
        more.add(new Face(face.photo(), face.person() + 1000 * round, BOX, face.vector()));
      }
    }
    JsonNode file = Rates.of(Verification.of(more)).calibration("m");
    assertEquals("m", file.path("id").asText());
    assertEquals(2, file.path("fmr").size());
    assertEquals(1e-3, file.at("/fmr/1/fmr").asDouble());
    assertTrue(file.at("/fmr/1/cosine").asDouble() > file.at("/fmr/0/cosine").asDouble());
  }

  @Test
  void identificationMissesWhoIsNotFirstOrNotNearEnough() {
    Identification identification =
        new Identification(
            10,
            List.of(
                new Identification.Search(true, 0.9),
                new Identification.Search(true, 0.5),
                new Identification.Search(false, 0.95),
                new Identification.Search(true, 0.7)),
            List.of(0.1, 0.2, 0.6, 0.3));
    assertEquals(0.75, identification.rankOne());
    // No stranger may match: the cosine must be over 0.6.
    assertEquals(0.5, identification.fnirAt(0.1));
    // One of four may.
    assertEquals(0.25, identification.fnirAt(0.25));
  }

  @Test
  void aThirdOfThePeopleAreStrangers() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      faces.add(face(i, i + "a", i * 0.05));
      faces.add(face(i, i + "b", i * 0.05 + 0.001));
    }
    Identification identification = Identification.of(faces);
    assertEquals(20, identification.gallery());
    assertEquals(20, identification.known().size());
    assertEquals(20, identification.strangers().size());
    assertEquals(1, identification.rankOne());
  }

  @Test
  void foldsAreDecidedByTheThresholdOfTheOthers() throws IOException {
    List<Face> faces =
        List.of(
            face(1, "A_0001", 0),
            face(1, "A_0002", 0.1),
            face(2, "B_0001", 1.2),
            face(2, "B_0002", 1.3));
    Path file = folder.resolve("pairs.txt");
    Files.writeString(file, "2 2\nA 1 2\nA 1 B 1\nB 1 2\nB 2 A 2\nC 1 2\n");
    PairsFile pairs = PairsFile.read(file, faces);
    assertEquals(2, pairs.folds().size());
    assertEquals(1, pairs.absent());
    assertEquals(List.of(1.0, 1.0), pairs.accuracies());
  }

  @Test
  void readsAFolderOfPeople() throws IOException {
    Files.createDirectories(folder.resolve("anna"));
    for (String name : List.of("anna/2.jpg", "anna/1.PNG", "anna/notes.txt", "single.jpg")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertEquals(
        List.of("anna/1.PNG", "anna/2.jpg", "single.jpg/single.jpg"),
        Photo.in(folder).stream().map(Photo::name).toList());
  }
}

package org.facesearch.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.facesearch.models.bundle.FaceModelLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Looks;
import org.facesearch.models.detect.Point;
import org.facesearch.models.detect.QuarterTurn;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.models.onnx.Sandbox;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faces that are small in a large picture, that fill it, or that do not stand upright in it. */
class BothEndsTest {

  private static final Set<QuarterTurn> ALL = Set.of(QuarterTurn.values());
  private static final List<String> CLOCKWISE = List.of("up", "right", "down", "left");
  private static final int SMALL = 24;

  private static OnnxEngine engine;
  private static FaceModels models;
  private static Looks looks;

  private final Photographs photographs = new Photographs();

  @BeforeAll
  static void load() {
    engine = new OnnxEngine(new OnnxOptions(2, 1), Sandbox.plain(), MemoryAccount.NONE);
    models =
        new FaceModelLoader(LoadedModels.registry(), engine, () -> looks)
            .load("retinaface-mnet025", "arcface-fr-512");
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @BeforeEach
  void likeANewNode() {
    looks = Looks.defaults();
  }

  private record Portrait(String name, RgbImage image, DetectedFace face) {

    float[] vector() {
      return models.embedder().embed(models.aligner().align(image, face.landmarks()));
    }
  }

  /** Every so many of the portraits of 2024. */
  private List<Portrait> portraits(int step) {
    List<Path> files =
        Photographs.files(SharedData.dir("congress")).stream()
            .filter(file -> file.toString().endsWith("_2024.jpg"))
            .toList();
    List<Portrait> portraits = new ArrayList<>();
    for (int i = 0; i < files.size(); i += step) {
      RgbImage image = photographs.read(files.get(i));
      String name = files.get(i).getFileName().toString();
      portraits.add(new Portrait(name, image, models.detector().detect(image).getFirst()));
    }
    return portraits;
  }

  private static List<DetectedFace> at(List<DetectedFace> faces, Box box) {
    return faces.stream().filter(face -> face.box().iou(box) > 0.4).toList();
  }

  @Test
  void smallFacesOfALargePictureAreFound() {
    Path building = SharedData.dir("no-face").resolve("opencv_building.jpg");
    RgbImage picture = Scaler.scale(photographs.read(building), 4096, 2831);
    List<Box> places = new ArrayList<>();
    for (Portrait portrait : portraits(6)) {
      double scale = SMALL / portrait.face().box().width();
      // On a grid that the edges of the parts do not share.
      int left = 130 + places.size() % 5 * 790;
      int top = 130 + places.size() / 5 * 640;
      lay(picture, scaled(portrait.image(), scale), left, top);
      places.add(portrait.face().box().scaled(scale).moved(left, top));
    }
    assertEquals(20, places.size());

    List<DetectedFace> faces = models.detector().detect(picture);
    long found = places.stream().filter(place -> at(faces, place).size() == 1).count();
    assertTrue(found >= 19, found + " of " + places.size());
    assertEquals(found, faces.size(), "nothing but them, and each once");
    for (DetectedFace face : faces) {
      for (Point landmark : face.landmarks().points()) {
        assertTrue(face.box().contains(landmark), face.toString());
      }
    }

    looks = new Looks(Set.of(QuarterTurn.UP), 0);
    assertEquals(List.of(), models.detector().detect(picture), "one look does not see them");
  }

  @Test
  void aFaceThatFillsItsPictureIsFoundAndKnown() {
    int others = 0;
    for (Portrait portrait : portraits(12)) {
      Box box = portrait.face().box();
      for (double cutAway : List.of(-0.03, 0.0, 0.05, 0.1)) {
        int left = (int) Math.max(0, box.left() + cutAway * box.width());
        int top = (int) Math.max(0, box.top() + cutAway * box.height());
        int width =
            (int) Math.min(portrait.image().width(), box.right() - cutAway * box.width()) - left;
        int height =
            (int) Math.min(portrait.image().height(), box.bottom() - cutAway * box.height()) - top;
        // Small, and as large as a camera makes it.
        for (int factor : List.of(1, 6)) {
          RgbImage cut =
              Scaler.scalePart(
                  portrait.image(), left, top, width, height, factor * width, factor * height);
          String what = portrait.name() + " less " + cutAway + " as " + cut;
          List<DetectedFace> faces = models.detector().detect(cut);
          assertTrue(!faces.isEmpty(), what);
          others += faces.size() - 1;
          float[] vector =
              models.embedder().embed(models.aligner().align(cut, faces.getFirst().landmarks()));
          double cosine = UnitVectors.cosine(vector, portrait.vector());
          assertTrue(cosine > 0.6, what + ": " + cosine);
        }
      }
    }
    // In 80 pictures; the largest face, which every call takes, is the right one in all.
    assertTrue(others <= 1, others + " others");
  }

  @Test
  void facesThatLieOnTheirSideAreFoundWhereAsked() {
    looks = new Looks(ALL, SMALL);
    for (Portrait portrait : portraits(12)) {
      for (int quarters = 0; quarters < CLOCKWISE.size(); quarters++) {
        String turn = CLOCKWISE.get(quarters);
        RgbImage turned = portrait.image().turned(quarters);
        String what = portrait.name() + " " + turn;
        List<DetectedFace> faces = models.detector().detect(turned);
        assertEquals(1, faces.size(), what);
        DetectedFace face = faces.getFirst();
        Box expected = turned(portrait.face().box(), portrait.image(), quarters);
        assertTrue(face.box().iou(expected) > 0.9, what + " " + face.box() + " " + expected);
        RgbImage aligned = models.aligner().align(turned, face.landmarks());
        assertEquals(turn, models.assessor().assess(face, aligned).orientation().text(), what);
        double cosine = UnitVectors.cosine(models.embedder().embed(aligned), portrait.vector());
        assertTrue(cosine > 0.9, what + ": " + cosine);
      }
    }
  }

  @Test
  void everyEighthTurnIsTold() {
    looks = new Looks(ALL, SMALL);
    List<String> names =
        List.of("up", "up_right", "right", "down_right", "down", "down_left", "left", "up_left");
    int diagonals = 0;
    List<String> wrong = new ArrayList<>();
    for (Portrait portrait : portraits(12)) {
      for (int eighth = 0; eighth < names.size(); eighth++) {
        RgbImage turned = turnedBy(portrait.image(), portrait.face().box(), eighth * Math.PI / 4);
        for (DetectedFace face : models.detector().detect(turned)) {
          RgbImage aligned = models.aligner().align(turned, face.landmarks());
          String told = models.assessor().assess(face, aligned).orientation().text();
          if (told.equals(names.get(eighth))) {
            diagonals += eighth % 2;
          } else {
            wrong.add(portrait.name() + " " + names.get(eighth) + ": " + told + " " + face);
          }
        }
      }
    }
    // Straight ones are counted above; of the 40 others the network sees most.
    assertTrue(diagonals >= 30, diagonals + " faces on a diagonal");
    assertTrue(wrong.size() <= 2, wrong::toString);
  }

  @Test
  void moreLooksSeeNoFacesWhereThereAreNone() {
    looks = new Looks(ALL, SMALL);
    Set<String> found = new TreeSet<>();
    for (Path file : Photographs.files(SharedData.dir("no-face"))) {
      if (!models.detector().detect(photographs.read(file)).isEmpty()) {
        found.add(file.getFileName().toString());
      }
    }
    // As in one look: DetectionTest.
    assertEquals(Set.of("opencv_baboon.jpg"), found);
  }

  private static RgbImage scaled(RgbImage image, double factor) {
    return Scaler.scale(
        image,
        Math.max(1, (int) Math.round(image.width() * factor)),
        Math.max(1, (int) Math.round(image.height() * factor)));
  }

  private static void lay(RgbImage on, RgbImage image, int left, int top) {
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(
          image.data(),
          3 * y * image.width(),
          on.data(),
          3 * ((top + y) * on.width() + left),
          3 * image.width());
    }
  }

  /** A box of a picture in the picture turned clockwise. */
  private static Box turned(Box box, RgbImage image, int quarters) {
    int width = image.width();
    int height = image.height();
    return switch (quarters) {
      case 0 -> box;
      case 1 -> new Box(height - box.bottom(), box.left(), height - box.top(), box.right());
      case 2 ->
          new Box(
              width - box.right(), height - box.bottom(), width - box.left(), height - box.top());
      default -> new Box(box.top(), width - box.right(), box.bottom(), width - box.left());
    };
  }

  /** The picture turned clockwise by an angle around a face, on a square in which it fits. */
  private static RgbImage turnedBy(RgbImage image, Box face, double angle) {
    int side = (int) Math.hypot(image.width(), image.height());
    byte[] data = new byte[3 * side * side];
    Point centre = face.centre();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double dx = x - side / 2.0;
        double dy = y - side / 2.0;
        int fromX = (int) Math.round(centre.x() + dx * Math.cos(angle) + dy * Math.sin(angle));
        int fromY = (int) Math.round(centre.y() - dx * Math.sin(angle) + dy * Math.cos(angle));
        if (fromX >= 0 && fromY >= 0 && fromX < image.width() && fromY < image.height()) {
          int from = 3 * (fromY * image.width() + fromX);
          System.arraycopy(image.data(), from, data, 3 * (y * side + x), 3);
        }
      }
    }
    return new RgbImage(side, side, data);
  }
}

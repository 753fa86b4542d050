package org.facesearch.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Point;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.testing.ExifTurned;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the detector finds in real photographs, and what it leaves alone. */
@ExtendWith(LoadedModels.class)
class DetectionTest {

  /** A baboon's face fills its picture; the detector takes it for one of ours. */
  private static final Set<String> TAKEN_FOR_A_FACE = Set.of("opencv_baboon.jpg");

  private final Photographs photographs = new Photographs();

  @Test
  void annotatedGroupsHaveTheirTrueNumberOfFaces(FaceModels models) throws IOException {
    Path folder = SharedData.dir("groups-annotated");
    int checked = 0;
    for (String line : Files.readAllLines(folder.resolve("noses.tsv")).stream().skip(1).toList()) {
      String[] columns = line.split("\t", -1);
      Path file = folder.resolve(columns[0]);
      if (!Files.exists(file)) {
        continue;
      }
      List<DetectedFace> faces = models.detector().detect(photographs.read(file));
      assertEquals(Integer.parseInt(columns[1]), faces.size(), line);
      Set<DetectedFace> seen = new TreeSet<>((a, b) -> Integer.compare(a.hashCode(), b.hashCode()));
      for (String nose : columns[2].split(";", -1)) {
        String[] xy = nose.split(",", -1);
        Point point = new Point(Double.parseDouble(xy[0]), Double.parseDouble(xy[1]));
        DetectedFace face =
            faces.stream().filter(f -> f.box().contains(point)).findFirst().orElseThrow();
        seen.add(face);
        double off =
            Math.hypot(
                face.landmarks().nose().x() - point.x(), face.landmarks().nose().y() - point.y());
        assertTrue(off < 0.15 * face.box().width(), line + ": nose off by " + off + " px");
      }
      assertEquals(faces.size(), seen.size(), "every face has its own nose: " + line);
      checked++;
    }
    assertEquals(8, checked);
  }

  @Test
  void picturesWithoutAFaceGiveNone(FaceModels models) {
    Set<String> found = new TreeSet<>();
    for (Path file : Photographs.files(SharedData.dir("no-face"))) {
      if (!models.detector().detect(photographs.read(file)).isEmpty()) {
        found.add(file.getFileName().toString());
      }
    }
    assertEquals(TAKEN_FOR_A_FACE, found);
  }

  @Test
  void allEightOrientationsGiveTheSameBoxes(FaceModels models) throws IOException {
    // The shared scene in eight orientations has no face, so a sample is turned here. Its faces are
    // 200 px wide; every turn compresses them anew, which moves a box by up to 5 px.
    RgbImage upright = photographs.read(Photographs.sample(6));
    List<DetectedFace> expected =
        models.detector().detect(photographs.read(ExifTurned.jpeg(upright, 1)));
    for (int orientation = 1; orientation <= 8; orientation++) {
      RgbImage read = photographs.read(ExifTurned.jpeg(upright, orientation));
      assertEquals(upright.width(), read.width(), "orientation " + orientation);
      List<DetectedFace> faces = models.detector().detect(read);
      assertEquals(4, faces.size(), "orientation " + orientation);
      for (DetectedFace face : expected) {
        double off =
            faces.stream().mapToDouble(f -> distance(face.box(), f.box())).min().orElseThrow();
        assertTrue(off < 8, "orientation " + orientation + ": off by " + off + " px");
      }
    }
  }

  @Test
  void samplesHaveTheirTrueNumberOfFaces(FaceModels models) {
    List<Integer> found = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      List<DetectedFace> faces = models.detector().detect(photographs.read(Photographs.sample(i)));
      for (int j = 1; j < faces.size(); j++) {
        assertTrue(faces.get(j - 1).box().area() >= faces.get(j).box().area(), "largest first");
      }
      for (DetectedFace face : faces) {
        for (Point landmark : face.landmarks().points()) {
          assertTrue(face.box().contains(landmark), "sample" + i + " " + face);
        }
      }
      found.add(faces.size());
    }
    assertEquals(List.of(3, 3, 3, 4, 5, 4), found);
  }

  private static double distance(Box one, Box other) {
    return Math.max(
        Math.max(Math.abs(one.left() - other.left()), Math.abs(one.right() - other.right())),
        Math.max(Math.abs(one.top() - other.top()), Math.abs(one.bottom() - other.bottom())));
  }
}

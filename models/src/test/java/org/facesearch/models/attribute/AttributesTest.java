package org.facesearch.models.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.bundle.AttributeLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Landmarks;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.models.onnx.Sandbox;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shipped estimators on photographs. */
@ExtendWith(LoadedModels.class)
class AttributesTest {

  private static final OnnxEngine ENGINE =
      new OnnxEngine(new OnnxOptions(1, 1), Sandbox.plain(), MemoryAccount.NONE);

  private final Photographs photographs = new Photographs();
  private final AttributeLoader loader = new AttributeLoader(LoadedModels.registry(), ENGINE);

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  /** Bounds that a wrong order of colours breaks: RGB takes the real face for a replay. */
  @Test
  void aReplayIsToldFromAFace(FaceModels models) {
    Path folder = SharedData.dir("liveness");
    AttributeEstimator liveness = loader.load(Attribute.LIVENESS, "liveness-fr");
    assertTrue(real(models, liveness, folder.resolve("image_T1.jpg")) > 0.7);
    assertTrue(real(models, liveness, folder.resolve("image_F1.jpg")) < 0.05);
    assertTrue(real(models, liveness, folder.resolve("image_F2.jpg")) < 0.05);
  }

  private double real(FaceModels models, AttributeEstimator liveness, Path file) {
    RgbImage image = photographs.read(file);
    return liveness.estimate(image, models.detector().detect(image).getFirst().box()).get("real");
  }

  /** One face: what the network says, and what the landmarks let expect. */
  private record Seen(double yaw, double roll, double noseToTheRight, double leanToTheRight) {}

  @Test
  void poseFollowsTheLandmarksAndTheMirror(FaceModels models) {
    AttributeEstimator pose = loader.load(Attribute.POSE, "headpose-fr");
    List<Seen> faces = new ArrayList<>();
    double mirrored = 0;
    for (int i = 1; i <= 6; i++) {
      RgbImage image = photographs.read(Photographs.sample(i));
      RgbImage mirror = mirror(image);
      for (DetectedFace face : models.detector().detect(image)) {
        Box box = face.box();
        var angles = pose.estimate(image, box);
        assertEquals(List.of("yaw", "pitch", "roll"), List.copyOf(angles.keySet()));
        faces.add(
            new Seen(
                angles.get("yaw"),
                angles.get("roll"),
                nose(face.landmarks()),
                lean(face.landmarks())));
        Box other =
            new Box(
                image.width() - box.right(), box.top(), image.width() - box.left(), box.bottom());
        mirrored += Math.abs(angles.get("yaw") + pose.estimate(mirror, other).get("yaw"));
      }
    }
    assertTrue(faces.size() >= 15, faces::toString);
    assertTrue(mirrored / faces.size() < 6, "mean difference " + mirrored / faces.size());
    double yaw =
        correlation(
            faces.stream().map(face -> new double[] {face.yaw, face.noseToTheRight}).toList());
    double roll =
        correlation(
            faces.stream().map(face -> new double[] {face.roll, face.leanToTheRight}).toList());
    assertTrue(yaw < -0.8, "yaw " + yaw + " " + faces);
    assertTrue(roll > 0.8, "roll " + roll + " " + faces);
  }

  /** How far the nose is from between the eyes, in distances of the eyes. */
  private static double nose(Landmarks face) {
    double middle = (face.leftEye().x() + face.rightEye().x()) / 2;
    return (face.nose().x() - middle) / (face.rightEye().x() - face.leftEye().x());
  }

  /** The angle of the line through the eyes: clockwise is positive. */
  private static double lean(Landmarks face) {
    return Math.atan2(
        face.rightEye().y() - face.leftEye().y(), face.rightEye().x() - face.leftEye().x());
  }

  private static double correlation(List<double[]> pairs) {
    double x = pairs.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
    double y = pairs.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
    double both = 0;
    double ofX = 0;
    double ofY = 0;
    for (double[] pair : pairs) {
      both += (pair[0] - x) * (pair[1] - y);
      ofX += (pair[0] - x) * (pair[0] - x);
      ofY += (pair[1] - y) * (pair[1] - y);
    }
    return both / Math.sqrt(ofX * ofY);
  }

  private static RgbImage mirror(RgbImage image) {
    byte[] data = new byte[image.width() * image.height() * 3];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int from = (y * image.width() + x) * 3;
        int to = ((y + 1) * image.width() - 1 - x) * 3;
        System.arraycopy(image.data(), from, data, to, 3);
      }
    }
    return new RgbImage(image.width(), image.height(), data);
  }
}

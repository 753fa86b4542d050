package org.facesearch.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.image.Scaler;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample photographs against mirrored, smaller copies of themselves, on any machine. */
@ExtendWith(LoadedModels.class)
class ChangedCopiesTest {

  private final Photographs photographs = new Photographs();

  @Test
  void everyFaceFindsItselfInAMirroredHalfSizeCopy(FaceModels models) {
    List<float[]> gallery = new ArrayList<>();
    List<float[]> probes = new ArrayList<>();
    for (int sample = 1; sample <= 6; sample++) {
      RgbImage image = photographs.read(Photographs.sample(sample));
      RgbImage copy = Scaler.scale(image, image.width() / 2, image.height() / 2).mirrored();
      List<DetectedFace> copies = models.detector().detect(copy);
      for (DetectedFace face : models.detector().detect(image)) {
        gallery.add(embed(models, image, face));
        probes.add(embed(models, copy, counterpart(face, copy.width(), copies)));
      }
    }
    assertEquals(22, gallery.size());
    double weakest = 1;
    for (int i = 0; i < probes.size(); i++) {
      float[] probe = probes.get(i);
      int best =
          IntStream.range(0, gallery.size())
              .boxed()
              .max(
                  (a, b) ->
                      Double.compare(
                          UnitVectors.cosine(probe, gallery.get(a)),
                          UnitVectors.cosine(probe, gallery.get(b))))
              .orElseThrow();
      assertEquals(i, best, "face " + i + " finds itself");
      weakest = Math.min(weakest, UnitVectors.cosine(probe, gallery.get(i)));
    }
    assertTrue(weakest > 0.7, "weakest copy " + weakest);
  }

  private static float[] embed(FaceModels models, RgbImage image, DetectedFace face) {
    return models.embedder().embed(models.aligner().align(image, face.landmarks()));
  }

  /** The face of the copy that lies where the mirror puts the original's. */
  private static DetectedFace counterpart(DetectedFace face, int width, List<DetectedFace> copies) {
    Box half = face.box().scaled(0.5);
    Box expected = new Box(width - half.right(), half.top(), width - half.left(), half.bottom());
    return copies.stream()
        .filter(copy -> copy.box().iou(expected) > 0.5)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no counterpart of " + face));
  }
}

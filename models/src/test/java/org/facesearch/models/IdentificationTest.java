package org.facesearch.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole way from a file to a vector on portraits of the same people nine years apart. The
 * bounds lie a little below what is measured with the right crop, colour order and normalisation,
 * and above what any wrong one of them gives.
 */
@ExtendWith(LoadedModels.class)
class IdentificationTest {

  private final Photographs photographs = new Photographs();

  @Test
  void everyPortraitFindsItsPersonNineYearsLater(FaceModels models) {
    Map<String, float[]> probes = new TreeMap<>();
    Map<String, float[]> gallery = new TreeMap<>();
    for (Path file : Photographs.files(SharedData.dir("congress"))) {
      String name = file.getFileName().toString();
      (name.endsWith("_2015.jpg") ? probes : gallery)
          .put(name.substring(0, name.indexOf('_')), embed(models, file));
    }
    for (Path file : Photographs.files(SharedData.dir("congress-singles"))) {
      gallery.put(file.getFileName().toString(), embed(models, file));
    }
    assertEquals(117, probes.size());
    assertEquals(117 + 47, gallery.size());

    List<String> misses = new ArrayList<>();
    double mates = 0;
    double weakestMate = 1;
    double strongestImpostor = -1;
    for (Map.Entry<String, float[]> probe : probes.entrySet()) {
      double mate = UnitVectors.cosine(probe.getValue(), gallery.get(probe.getKey()));
      double impostor =
          gallery.entrySet().stream()
              .filter(other -> !other.getKey().equals(probe.getKey()))
              .mapToDouble(other -> UnitVectors.cosine(probe.getValue(), other.getValue()))
              .max()
              .orElseThrow();
      if (impostor >= mate) {
        misses.add(probe.getKey());
      }
      mates += mate;
      weakestMate = Math.min(weakestMate, mate);
      strongestImpostor = Math.max(strongestImpostor, impostor);
    }
    assertEquals(List.of(), misses);
    // Measured: 0.755. Fed RGB it is 0.729, scaled to 0-1 instead 0.746, with the crop shifted by 8
    // %
    // 0.718, with the box as the crop 0.638.
    assertTrue(mates / probes.size() > 0.75, "mean of the mates " + mates / probes.size());
    // Measured: 0.493 and 0.48.
    assertTrue(weakestMate > 0.47, "weakest mate " + weakestMate);
    assertTrue(strongestImpostor < 0.51, "strongest impostor " + strongestImpostor);
  }

  private float[] embed(FaceModels models, Path file) {
    RgbImage image = photographs.read(file);
    List<DetectedFace> faces = models.detector().detect(image);
    assertEquals(1, faces.size(), file + " " + faces);
    return models.embedder().embed(models.aligner().align(image, faces.getFirst().landmarks()));
  }
}

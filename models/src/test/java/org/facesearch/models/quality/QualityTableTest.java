package org.facesearch.models.quality;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the quality classes catch of portraits that were degraded on purpose, and what they miss. It
 * looks at some portraits and writes the table of them to {@link #TABLE}; with {@code
 * -Dface_search.test.every=6} it is the one that the documentation shows.
 */
@ExtendWith(LoadedModels.class)
class QualityTableTest {

  private static final int EVERY = Integer.getInteger("face_search.test.every", 14);

  private static final Path TABLE = Path.of("target", "quality-table.txt");

  private final Photographs photographs = new Photographs();
  private final FaceModels models;
  private final Map<Degradation, List<FaceQuality>> seen = new EnumMap<>(Degradation.class);
  private int portraits;

  QualityTableTest(FaceModels models) {
    this.models = models;
  }

  private void look(Path file) {
    RgbImage portrait = photographs.read(file);
    DetectedFace face = models.detector().detect(portrait).getFirst();
    for (Degradation degradation : Degradation.values()) {
      RgbImage image = degradation.of(portrait, face);
      models.detector().detect(image).stream()
          .limit(1)
          .map(one -> assess(image, one))
          .forEach(seen.computeIfAbsent(degradation, any -> new ArrayList<>())::add);
    }
    portraits++;
  }

  private FaceQuality assess(RgbImage image, DetectedFace face) {
    return models.assessor().assess(face, models.aligner().align(image, face.landmarks()));
  }

  private double share(Degradation degradation, Predicate<FaceQuality> of) {
    return (double) seen.get(degradation).stream().filter(of).count() / portraits;
  }

  private double share(Degradation degradation, QualityClass quality) {
    return share(degradation, face -> face.quality() == quality);
  }

  private double passed(Degradation degradation, QualityThresholds level) {
    return share(degradation, face -> level.faults(face.measures()).isEmpty());
  }

  private String row(Degradation degradation) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-20s", name(degradation)));
    for (QualityClass quality : QualityClass.values()) {
      row.append(String.format(Locale.ROOT, " %5.1f", 100 * share(degradation, quality)));
    }
    row.append(" |");
    for (QualityThresholds level :
        List.of(models.levels().low(), models.levels().middle(), models.levels().high())) {
      row.append(String.format(Locale.ROOT, " %5.1f", 100 * passed(degradation, level)));
    }
    return row.toString();
  }

  private List<String> table() {
    List<String> table = new ArrayList<>();
    table.add(
        "Per cent of "
            + portraits
            + " portraits: their class (clear blur small cover pose), and how many pass fiqa_level"
            + " low, middle, high");
    for (Degradation degradation : Degradation.values()) {
      table.add(row(degradation));
    }
    return table;
  }

  private static String name(Degradation degradation) {
    return degradation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Test
  void eachClassCatchesWhatItIsFor() throws IOException {
    List<Path> files = new ArrayList<>(Photographs.files(SharedData.dir("congress")));
    files.addAll(Photographs.files(SharedData.dir("congress-singles")));
    for (int i = 0; i < files.size(); i += EVERY) {
      look(files.get(i));
    }
    Files.write(TABLE, table());

    assertAtLeast(0.95, Degradation.NONE, QualityClass.CLEAR);
    assertTrue(passed(Degradation.NONE, models.levels().high()) >= 0.9, "high refuses good ones");
    assertAtLeast(1, Degradation.REDUCED_TO_32, QualityClass.SMALL);
    assertAtLeast(0.4, Degradation.BLURRED_TO_24, QualityClass.BLUR);
    assertAtLeast(0.8, Degradation.BLURRED_TO_16, QualityClass.BLUR);
    assertAtLeast(0.45, Degradation.MOVED_BY_A_TENTH, QualityClass.BLUR);
    assertAtLeast(0.8, Degradation.MOVED_BY_A_FIFTH, QualityClass.BLUR);
    assertAtLeast(0.85, Degradation.BLUE_MASK, QualityClass.COVER);
    assertAtLeast(0.85, Degradation.BLACK_MASK, QualityClass.COVER);
    assertAtLeast(0.85, Degradation.WHITE_MASK, QualityClass.COVER);
    assertAtLeast(0.9, Degradation.BAR_OVER_MOUTH, QualityClass.COVER);
    assertAtLeast(0.9, Degradation.SKIN_OVER_MOUTH, QualityClass.COVER);
    assertAtLeast(0.9, Degradation.PATTERN_OVER_MOUTH, QualityClass.COVER);
    assertAtLeast(0.9, Degradation.DARK_GLASSES, QualityClass.COVER);
    assertAtLeast(0.85, Degradation.SKIN_OVER_EYES, QualityClass.COVER);
    assertAtLeast(0.85, Degradation.CAP_OVER_EYES, QualityClass.COVER);
    // What leaves eyes, nose and mouth free, and how sharp a face is, are no covers.
    assertAtLeast(0.9, Degradation.CAP_TO_BROWS, QualityClass.CLEAR);
    assertTrue(share(Degradation.BLURRED_TO_16, QualityClass.COVER) <= 0.1, "blur is no cover");
    assertTrue(passed(Degradation.LEANING_BY_45, models.levels().middle()) <= 0.05);
    assertTrue(passed(Degradation.BLURRED_TO_24, models.levels().high()) <= 0.1);
  }

  private void assertAtLeast(double least, Degradation degradation, QualityClass quality) {
    double caught = share(degradation, quality);
    assertTrue(caught >= least, name(degradation) + ": " + caught + " " + quality.text());
  }

  /** Nobody in the sample photographs has anything over eyes or mouth, and all are sharp. */
  @Test
  void nobodyIsCoveredInOrdinaryPhotographs() {
    int faces = 0;
    for (int i = 1; i <= 6; i++) {
      RgbImage image = photographs.read(Photographs.sample(i));
      for (DetectedFace face : models.detector().detect(image)) {
        QualityClass quality = assess(image, face).quality();
        assertTrue(
            quality == QualityClass.CLEAR || quality == QualityClass.POSE,
            "sample " + i + ": " + quality.text());
        faces++;
      }
    }
    assertTrue(faces >= 15, "only " + faces + " faces");
  }
}

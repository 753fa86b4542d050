package org.facesearch.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.FaceModelLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.ModelBundle;
import org.facesearch.models.detect.DetectedFace;
import org.facesearch.models.detect.Point;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.models.onnx.Sandbox;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.facesearch.models.testing.TinyEmbedder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors and embedders of other families work from a manifest alone. */
class OtherFamiliesTest {

  private static final Path OFFERED = Path.of("src/main/offered");
  private static final Path SHIPPED = Path.of(System.getProperty("face_search.test.bundles"));

  @TempDir private Path root;

  private final OnnxEngine engine =
      new OnnxEngine(new OnnxOptions(2, 1), Sandbox.plain(), MemoryAccount.NONE);
  private final Photographs photographs = new Photographs();

  @AfterEach
  void close() {
    engine.close();
  }

  private FaceModels load(String detector, String embedder) {
    return new FaceModelLoader(
            new BundleRegistry(List.of(root, SHIPPED), root.resolve("calibration")), engine)
        .load(detector, embedder);
  }

  /** An offered manifest, made to name another file of the same architecture. */
  private String bundle(String offered, String file, String sha256, boolean fixed)
      throws IOException {
    Path network = SharedData.dir("../models").resolve(file);
    Path directory = Files.createDirectory(root.resolve(file));
    Files.copy(network, directory.resolve(file));
    String manifest = Files.readString(OFFERED.resolve(offered).resolve(ModelBundle.MANIFEST));
    ModelBundle meant = ModelBundle.read(OFFERED.resolve(offered));
    Files.writeString(
        directory.resolve(ModelBundle.MANIFEST),
        manifest
            .replace(meant.manifest().file(), file)
            .replace(meant.manifest().sha256(), sha256)
            .replace("\"fixed\": true,", "")
            .replace("\"size\": 640,", "\"size\": 640, \"fixed\": " + fixed + ","));
    return meant.manifest().id();
  }

  @ParameterizedTest
  @CsvSource({
    "yunet-2023mar, yunet_s_640_640.onnx,"
        + " 8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4, true, 0.25",
    "yunet-2023mar, yunet_s_640_640.onnx,"
        + " 8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4, false, 0.25",
    "yunet-2023mar, yunet_n_dynamic.onnx,"
        + " 104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12, false, 0.12",
    "scrfd-500m, scrfd_500m_bnkps.onnx,"
        + " b467f878e26ff1e7ee05cd9936fdff63fa2a5af5d732ed17ee231f2dd5cc07ae, true, 0.12",
  })
  void aDetectorFindsTheFacesThatAreThere(
      String offered, String file, String sha256, boolean fixed, double most) throws IOException {
    FaceModels models = load(bundle(offered, file, sha256, fixed), "arcface-fr-512");
    Path folder = SharedData.dir("groups-annotated");
    int missed = 0;
    int extra = 0;
    double worst = 0;
    int checked = 0;
    for (String line : Files.readAllLines(folder.resolve("noses.tsv")).stream().skip(1).toList()) {
      String[] columns = line.split("\t", -1);
      Path picture = folder.resolve(columns[0]);
      if (!Files.exists(picture)) {
        continue;
      }
      List<DetectedFace> faces = models.detector().detect(photographs.read(picture));
      int found = 0;
      for (String nose : columns[2].split(";", -1)) {
        String[] xy = nose.split(",", -1);
        Point point = new Point(Double.parseDouble(xy[0]), Double.parseDouble(xy[1]));
        DetectedFace face =
            faces.stream().filter(f -> f.box().contains(point)).findFirst().orElse(null);
        if (face != null) {
          found++;
          worst =
              Math.max(
                  worst,
                  Math.hypot(
                          face.landmarks().nose().x() - point.x(),
                          face.landmarks().nose().y() - point.y())
                      / face.box().width());
        }
      }
      missed += Integer.parseInt(columns[1]) - found;
      extra += Math.max(0, faces.size() - found);
      checked++;
    }
    assertEquals(8, checked);
    assertEquals(0, missed, "missed");
    assertEquals(0, extra, "taken for faces");
    assertTrue(worst < most, "nose off by " + worst + " widths");
  }

  @ParameterizedTest
  @CsvSource({
    "yunet-2023mar, yunet_s_640_640.onnx,"
        + " 8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4, true",
    "scrfd-500m, scrfd_500m_bnkps.onnx,"
        + " b467f878e26ff1e7ee05cd9936fdff63fa2a5af5d732ed17ee231f2dd5cc07ae, true",
  })
  void peopleAreKnownAgainByItsLandmarks(String offered, String file, String sha256, boolean fixed)
      throws IOException {
    FaceModels models = load(bundle(offered, file, sha256, fixed), "arcface-fr-512");
    List<float[]> before = new ArrayList<>();
    List<float[]> after = new ArrayList<>();
    for (Path person : listed(SharedData.dir("congress")).subList(0, 40)) {
      List<Path> photos = Photographs.files(person);
      before.add(vector(models, photos.getFirst()));
      after.add(vector(models, photos.getLast()));
    }
    int first = 0;
    double least = 1;
    for (int i = 0; i < after.size(); i++) {
      double own = cosine(after.get(i), before.get(i));
      least = Math.min(least, own);
      boolean best = true;
      for (int j = 0; j < before.size(); j++) {
        best &= j == i || cosine(after.get(i), before.get(j)) < own;
      }
      first += best ? 1 : 0;
    }
    assertEquals(40, first);
    assertTrue(least > 0.45, "least cosine of one person " + least);
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private float[] vector(FaceModels models, Path photo) {
    RgbImage image = photographs.read(photo);
    DetectedFace face = models.detector().detect(image).getFirst();
    return models.embedder().embed(models.aligner().align(image, face.landmarks()));
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 192, 256, 512})
  void anEmbedderMayHaveAnyDimension(int dimension) throws IOException {
    TinyEmbedder.write(root.resolve("tiny"), dimension);
    FaceModels models = load("retinaface-mnet025", "tiny-" + dimension);
    assertEquals(dimension, models.dimension());
    RgbImage image = photographs.read(Photographs.sample(1));
    DetectedFace face = models.detector().detect(image).getFirst();
    float[] vector = models.embedder().embed(models.aligner().align(image, face.landmarks()));
    assertEquals(dimension, vector.length);
    assertEquals(1, cosine(vector, vector), 1e-5);
    // Its mapping from pixels is known: it would differ with another order or normalisation.
    RgbImage aligned = models.aligner().align(image, face.landmarks());
    assertEquals(1, cosine(TinyEmbedder.expected(aligned, dimension), vector), 1e-4);
  }

  @Test
  void aMirroredVectorIsTheMeanOfBothSides() throws IOException {
    // As docs/models.md tells users to: the manifest that is offered, the file that is shipped.
    Path directory = Files.createDirectory(root.resolve("mirrored"));
    Files.copy(
        OFFERED.resolve("arcface-fr-512-mirrored").resolve(ModelBundle.MANIFEST),
        directory.resolve(ModelBundle.MANIFEST));
    Files.copy(
        SHIPPED.resolve("arcface-fr-512").resolve("fr_feature.onnx"),
        directory.resolve("fr_feature.onnx"));
    FaceModels plain = load("retinaface-mnet025", "arcface-fr-512");
    FaceModels mirrored = load("retinaface-mnet025", "arcface-fr-512-mirrored");
    assertEquals("arcface-fr-512-mirrored", mirrored.id());
    RgbImage image = photographs.read(Photographs.sample(1));
    DetectedFace face = plain.detector().detect(image).getFirst();
    RgbImage aligned = plain.aligner().align(image, face.landmarks());
    float[] one = plain.embedder().embed(aligned);
    float[] other = plain.embedder().embed(aligned.mirrored());
    assertTrue(cosine(one, other) < 0.99, "the two sides differ");
    float[] mean = mirrored.embedder().embed(aligned);
    assertEquals(1, cosine(mean, mean), 1e-5);
    double half = Math.sqrt((1 + cosine(one, other)) / 2);
    assertEquals(half, cosine(mean, one), 1e-4);
    assertEquals(half, cosine(mean, other), 1e-4);
    assertEquals(1, cosine(mean, mirrored.embedder().embed(aligned.mirrored())), 1e-4);
  }

  @Test
  void withoutRatesThereAreVectorsButNoScores() throws IOException {
    TinyEmbedder.write(root.resolve("tiny"), 128);
    FaceModels models = load("retinaface-mnet025", "tiny-128");
    FaceSearchException failure = assertThrows(FaceSearchException.class, models::fmr);
    assertEquals(Reason.UNAVAILABLE, failure.reason());
    assertTrue(failure.getMessage().contains("tiny-128"), failure.getMessage());
  }

  @Test
  void everyOfferedManifestLacksItsWeightsAlone() throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path directory : listed(OFFERED)) {
      ModelBundle bundle = ModelBundle.read(directory);
      ids.add(bundle.manifest().id());
      assertEquals(directory.getFileName().toString(), bundle.manifest().id());
      assertEquals(
          "model bundle "
              + bundle.manifest().id()
              + ": "
              + bundle.manifest().file()
              + " is missing",
          assertThrows(FaceSearchException.class, bundle::network).getMessage());
    }
    assertEquals(
        List.of(
            "arcface-fr-512-mirrored",
            "arcface-w600k-mbf",
            "arcface-w600k-r50",
            "scrfd-10g",
            "scrfd-500m",
            "sface-2021dec",
            "yunet-2023mar"),
        ids);
  }
}

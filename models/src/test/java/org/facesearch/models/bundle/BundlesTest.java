package org.facesearch.models.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.models.onnx.Sandbox;
import org.facesearch.models.testing.LoadedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlesTest {

  private static final String DETECTOR = "retinaface-mnet025";
  private static final String EMBEDDER = "arcface-fr-512";
  private static final String IMAGE_EMBEDDER = "squeezenet11-512";

  @TempDir private Path root;
  @TempDir private Path calibrations;

  private Path copy(String id) throws IOException {
    ModelBundle shipped = LoadedModels.registry().find(id);
    Path directory = Files.createDirectory(root.resolve(id));
    for (String file : List.of(ModelBundle.MANIFEST, shipped.manifest().file())) {
      Files.copy(shipped.directory().resolve(file), directory.resolve(file));
    }
    return directory;
  }

  private void change(Path directory, String from, String to) throws IOException {
    Path manifest = directory.resolve(ModelBundle.MANIFEST);
    String text = Files.readString(manifest);
    assertTrue(text.contains(from), from);
    Files.writeString(manifest, text.replace(from, to));
  }

  private FaceSearchException failure() {
    return failure(
        (bundles, engine) -> new FaceModelLoader(bundles, engine).load(DETECTOR, EMBEDDER));
  }

  private FaceSearchException imageFailure() {
    return failure((bundles, engine) -> new ImageModelLoader(bundles, engine).load(IMAGE_EMBEDDER));
  }

  private FaceSearchException failure(BiConsumer<BundleRegistry, OnnxEngine> load) {
    try (OnnxEngine engine =
        new OnnxEngine(new OnnxOptions(1, 1), Sandbox.plain(), MemoryAccount.NONE)) {
      BundleRegistry bundles = new BundleRegistry(List.of(root), calibrations);
      FaceSearchException failure =
          assertThrows(FaceSearchException.class, () -> load.accept(bundles, engine));
      assertEquals(Reason.UNAVAILABLE, failure.reason());
      return failure;
    }
  }

  @Test
  void anotherFileThanTheManifestsIsNotLoaded() throws IOException {
    copy(DETECTOR);
    Path file = copy(EMBEDDER).resolve("fr_feature.onnx");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    String message = failure().getMessage();
    assertTrue(message.contains(EMBEDDER) && message.contains("SHA-256"), message);
  }

  @Test
  void norIsAnotherImageModel() throws IOException {
    Path file = copy(IMAGE_EMBEDDER).resolve("squeezenet1_1.onnx");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    String message = imageFailure().getMessage();
    assertTrue(message.contains(IMAGE_EMBEDDER) && message.contains("SHA-256"), message);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    copy(EMBEDDER);
    Files.delete(copy(DETECTOR).resolve("mnet.25_v2.onnx"));
    assertEquals(
        "model bundle retinaface-mnet025: mnet.25_v2.onnx is missing", failure().getMessage());
  }

  @Test
  void aBundleThatIsNotThereIsNamed() throws IOException {
    copy(EMBEDDER);
    assertTrue(failure().getMessage().contains(DETECTOR));
  }

  @Test
  void everyFieldThatLoadingNeedsIsNamedWhenItIsWrong() throws IOException {
    String[][] changes = {
      {"\"arcface112\"", "\"unheard-of\"", "architecture"},
      {"\"BGR\"", "\"GRB\"", "input.color"},
      {"\"embedder\"", "\"detector\"", "role"},
      {"\"dimension\": 512", "\"dimension\": 0", "dimension"},
      {"[73.5318, 51.5014],", "", "template"},
      {"[127, 127, 127]", "[127]", "input.mean"},
      {"\"cosine\": 0.371", "\"cosine\": 0.1", "FMR"},
      {"[73.5318, 51.5014]", "[null, 51.5014]", "not what its manifest says"},
      {"\"dimension\": 512", "\"dimension\": 256", "not what its manifest says"},
    };
    copy(DETECTOR);
    eachIsNamed(changes, EMBEDDER, this::failure);
  }

  @Test
  void soIsEveryFieldOfAnImageModel() throws IOException {
    String[][] changes = {
      {"\"pooled-features\"", "\"unheard-of\"", "architecture"},
      {"\"features\": \"", "\"fixtures\": \"", "features"},
      {"\"squeezenet0_concat7\"", "\"nowhere\"", "no node makes the tensor nowhere"},
      {"\"image_embedder\"", "\"embedder\"", "role"},
      {"\"dimension\": 512", "\"dimension\": 0", "dimension"},
      {"\"dimension\": 512", "\"dimension\": 256", "not what its manifest says"},
      {"\"size\": 224", "\"size\": 112", "failed"},
      {"\"RGB\"", "\"GRB\"", "input.color"},
      {"\"cosine\": 0.73", "\"cosine\": 0.1", "FMR"},
    };
    eachIsNamed(changes, IMAGE_EMBEDDER, this::imageFailure);
  }

  private void eachIsNamed(String[][] changes, String id, Supplier<FaceSearchException> failure)
      throws IOException {
    Path embedder = copy(id);
    String good = Files.readString(embedder.resolve(ModelBundle.MANIFEST));
    for (String[] change : changes) {
      Files.writeString(embedder.resolve(ModelBundle.MANIFEST), good);
      change(embedder, change[0], change[1]);
      String message = failure.get().getMessage();
      assertTrue(message.contains(id) && message.contains(change[2]), message);
    }
  }

  @Test
  void aBadManifestHarmsNoOther() throws IOException {
    copy(DETECTOR);
    change(copy(EMBEDDER), "\"file\": \"fr_feature.onnx\"", "\"file\": \"../../etc/passwd\"");
    Files.writeString(
        Files.createDirectory(root.resolve("garbage")).resolve(ModelBundle.MANIFEST), "{nonsense");
    BundleRegistry registry =
        new BundleRegistry(List.of(root, root.resolve("absent")), calibrations);
    assertEquals(DETECTOR, registry.find(DETECTOR).manifest().id());
    List<String> failures =
        registry.failures().stream().map(Throwable::getMessage).sorted().toList();
    assertEquals(
        List.of(
            "model bundle arcface-fr-512: manifest.json: field file is missing or wrong",
            "model bundle garbage: manifest.json: it is not the JSON it should be"),
        failures);
  }

  @Test
  void theSameIdTwiceKeepsTheFirst() throws IOException {
    copy(EMBEDDER);
    Path shipped = LoadedModels.registry().find(EMBEDDER).directory().getParent();
    BundleRegistry registry = new BundleRegistry(List.of(shipped, root), calibrations);
    assertEquals(shipped, registry.find(EMBEDDER).directory().getParent());
    assertEquals(1, registry.failures().size());
  }

  @Test
  void ratesOfOnesOwnCountInThePlaceOfTheManifests() throws IOException {
    copy(EMBEDDER);
    Files.writeString(
        calibrations.resolve(EMBEDDER + ".json"),
        "{'id':'arcface-fr-512','fmr':[{'fmr':1e-2,'cosine':0.5},{'fmr':1e-4,'cosine':0.7}]}"
            .replace('\'', '"'));
    BundleRegistry registry = new BundleRegistry(List.of(root), calibrations);
    ModelBundle bundle = registry.find(EMBEDDER);
    assertEquals(0.6, bundle.manifest().calibration().fmr().cosineAt(1e-3), 1e-9);
    assertEquals(512, bundle.manifest().checkedDimension());
    assertEquals(List.of(), registry.failures());
  }

  @Test
  void aBundleWhoseRatesAreBadCannotBeUsed() throws IOException {
    copy(EMBEDDER);
    copy(DETECTOR);
    String[][] files = {
      {"{nonsense", "it is not the JSON it should be"},
      {"{\"id\":\"other\",\"fmr\":[]}", "its id is other"},
      {"{\"id\":\"arcface-fr-512\"}", "field fmr is missing or wrong"},
      {"{\"id\":\"arcface-fr-512\",\"fmr\":[]}", "field fmr is missing or wrong"},
      {
        "{\"id\":\"arcface-fr-512\",\"fmr\":[{\"fmr\":0.1,\"cosine\":0.5},{\"fmr\":0.2,\"cosine\":0.6}]}",
        "an FMR table must fall as the cosine rises"
      },
      {
        "{\"id\":\"arcface-fr-512\",\"fmr\":[{\"fmr\":2,\"cosine\":0.5},{\"fmr\":0.2,\"cosine\":0.6}]}",
        "fmr must lie between 0 and 1: 2.0"
      },
    };
    for (String[] file : files) {
      Files.writeString(calibrations.resolve(EMBEDDER + ".json"), file[0]);
      BundleRegistry registry = new BundleRegistry(List.of(root), calibrations);
      String why = "calibration arcface-fr-512.json: " + file[1];
      assertEquals(
          why, assertThrows(FaceSearchException.class, () -> registry.find(EMBEDDER)).getMessage());
      assertEquals(List.of(why), registry.failures().stream().map(Throwable::getMessage).toList());
      assertEquals(DETECTOR, registry.find(DETECTOR).manifest().id());
      assertTrue(registry.has(EMBEDDER), "it is there, for whoever asks why it is not used");
    }
  }

  @Test
  void ratesOfABundleThatIsNotThereAreAFailure() throws IOException {
    copy(DETECTOR);
    Files.writeString(calibrations.resolve("nobody.json"), "{}");
    BundleRegistry registry = new BundleRegistry(List.of(root), calibrations);
    assertEquals(
        List.of("there is no model bundle nobody; there are [retinaface-mnet025]"),
        registry.failures().stream().map(Throwable::getMessage).toList());
    assertFalse(registry.has("nobody"));
  }

  @Test
  void modelsAreLoadedOnceAndAFailureIsRemembered() {
    AtomicInteger loads = new AtomicInteger();
    LazyModels<FaceModels> broken =
        new LazyModels<>(
            "models",
            () -> {
              loads.incrementAndGet();
              throw new FaceSearchException(Reason.UNAVAILABLE, "broken");
            });
    for (int i = 0; i < 3; i++) {
      assertEquals("broken", assertThrows(FaceSearchException.class, broken::get).getMessage());
    }
    assertEquals(1, loads.get());

    FaceModels models = new FaceModels("x", 1, null, null, null, null, null, null, null);
    LazyModels<FaceModels> good =
        new LazyModels<>(
            "models",
            () -> {
              loads.incrementAndGet();
              return models;
            });
    assertSame(models, good.get());
    assertSame(models, good.get());
    assertEquals(2, loads.get());
  }
}

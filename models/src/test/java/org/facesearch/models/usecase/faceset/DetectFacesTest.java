package org.facesearch.models.usecase.faceset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.imageio.ImageIO;
import org.facesearch.models.FaceSearchException.PictureFault;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.FetchPolicy;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.MemoryFaceSets;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.WorkWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pictures in the Face++ API, with real models on a store in memory. */
@ExtendWith(LoadedModels.class)
class DetectFacesTest {

  private static final String OWNER = "a-key";

  /** Sample 4 has four people, sample 1 several. */
  private static final int CROWD = 4;

  private final FaceModels models;
  private final MemoryFaceSets store = new MemoryFaceSets(InstantSource.system());

  DetectFacesTest(FaceModels models) {
    this.models = models;
  }

  private DetectFaces detect(ImageLimits limits) {
    Duration second = Duration.ofSeconds(1);
    FetchPolicy none = new FetchPolicy(true, Set.of(), second, second, second, 0);
    return new DetectFaces(
        new PictureWork(
            new PictureFetcher(() -> none),
            Runnable::run,
            Runnable::run,
            () -> limits,
            new DecodeBudget(1L << 28),
            WorkWatch.NONE),
        new AnalyzeFaces(
            new ImageIoPictureDecoder(new DecodeBudget(1L << 28)),
            () -> models,
            new FaceAttributes(Map.of()),
            WorkWatch.NONE),
        () -> models,
        store,
        InstantSource.system());
  }

  private DetectFaces detect() {
    return detect(ImageLimits.defaults());
  }

  private static FaceSource.Image image(PictureSource picture) {
    return new FaceSource.Image("image_base64", picture, Optional.empty());
  }

  private static FaceSource.Image sample(int number) {
    return image(
        PictureSource.base64(
            Base64.getEncoder().encodeToString(Photographs.bytes(Photographs.sample(number)))));
  }

  private static PictureSource blank() {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB), "png", png);
      return PictureSource.base64(Base64.getEncoder().encodeToString(png.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DetectFaces.Request request(FaceSource.Image image) {
    return new DetectFaces.Request(OWNER, image, Set.of());
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static PictureException failure(CompletionStage<?> call) {
    try {
      join(call);
    } catch (CompletionException e) {
      return (PictureException) Causes.of(e);
    }
    throw new AssertionError("nothing failed");
  }

  @Test
  void everyFaceHasATokenOfItsOwnLargestFirst() {
    DetectFaces.Detected found = join(detect().run(request(sample(CROWD))));
    assertEquals(4, found.faces().size());
    assertEquals(4, found.faces().stream().map(DetectFaces.Face::token).distinct().count());
    int before = Integer.MAX_VALUE;
    for (DetectFaces.Face face : found.faces()) {
      assertTrue(HexTokens.isToken(face.token()));
      TokenFace stored = join(store.read(OWNER, face.token())).orElseThrow();
      assertArrayEquals(face.face().vector(), stored.vector().values());
      assertEquals(models.id(), stored.vector().model());
      assertEquals(face.face().box(), stored.box());
      assertEquals(found.imageId(), stored.imageId());
      BoundingBox box = stored.box();
      int area = (box.right() - box.left()) * (box.bottom() - box.top());
      assertTrue(area <= before, "largest first");
      before = area;
    }
  }

  @Test
  void aGivenRectangleIsTheFace() {
    List<DetectFaces.Face> all = join(detect().run(request(sample(CROWD)))).faces();
    BoundingBox box = all.get(2).face().box();
    BoundingBox given = new BoundingBox(box.left(), box.top(), box.right(), box.bottom(), null);
    FaceSource.Image picture = sample(CROWD);
    DetectFaces.Detected found =
        join(
            detect()
                .run(
                    request(
                        new FaceSource.Image(
                            picture.place(), picture.picture(), Optional.of(given)))));
    assertEquals(1, found.faces().size());
    assertEquals(given, found.faces().getFirst().face().box());

    FaceSource.Image outside =
        new FaceSource.Image(
            "image_file", picture.picture(), Optional.of(new BoundingBox(0, 0, 20_000, 10, null)));
    PictureException refused = failure(detect().run(request(outside)));
    assertEquals(PictureFault.BOX, refused.fault());
    assertEquals("image_file", refused.place());
  }

  @Test
  void aBadPictureTellsWhatIsWrong() {
    ImageLimits narrow = new ImageLimits(2 << 20, 50_000_000, 48, 1000);
    ImageLimits small = new ImageLimits(1000, 50_000_000, 48, 4096);
    assertEquals(
        PictureFault.FORMAT,
        failure(detect().run(request(image(PictureSource.base64("bm9uc2Vuc2U="))))).fault());
    assertEquals(
        PictureFault.FORMAT,
        failure(detect().run(request(image(PictureSource.base64("???"))))).fault());
    assertEquals(PictureFault.SIZE, failure(detect(narrow).run(request(sample(1)))).fault());
    assertEquals(PictureFault.BYTES, failure(detect(small).run(request(sample(1)))).fault());
    PictureException refused =
        failure(detect().run(request(image(PictureSource.parse("http://127.0.0.1/a.jpg")))));
    assertEquals(PictureFault.ADDRESS, refused.fault());
    assertEquals("image_base64", refused.place());
  }

  @Test
  void aPictureIsSearchedForByItsLargestFace() {
    DetectFaces.Detected known = join(detect().run(request(sample(CROWD))));
    FaceSet set =
        new FaceSet(
            new HexTokens().next(),
            OWNER,
            new FaceSet.About("crowd", "", List.of(), ""),
            Instant.now());
    join(store.create(set));
    for (DetectFaces.Face face : known.faces()) {
      join(store.hold(set, face.token(), models.id()));
    }
    SearchFaceSet search = new SearchFaceSet(detect(), store, store, () -> models);
    SearchFaceSet.Result result =
        join(
            search.run(
                new SearchFaceSet.Request(
                    OWNER, sample(CROWD), new FaceSetRef.ByOuterId("crowd"), 2)));
    DetectFaces.Detected picture = result.picture().orElseThrow();
    assertEquals(4, picture.faces().size());
    SearchFaceSet.Hit best = result.found().orElseThrow().hits().getFirst();
    assertEquals(known.faces().getFirst().token(), best.token());
    assertTrue(best.confidence() > 99.9, "the same face: " + best.confidence());
    assertEquals(new Thresholds(65.3, 71.8, 76.5), result.found().orElseThrow().thresholds());
    assertTrue(
        join(store.read(OWNER, picture.faces().getFirst().token())).isPresent(),
        "the faces of a searched picture have tokens too");
  }

  @Test
  void aPictureWithoutAFaceHasNoResult() {
    FaceSource.Image empty = image(blank());
    VerifyFaces.Result result =
        join(
            new VerifyFaces(detect(), store, () -> models)
                .run(new VerifyFaces.Request(OWNER, sample(CROWD), empty)));
    assertEquals(Optional.empty(), result.alike());
    assertEquals(4, result.first().orElseThrow().faces().size());
    assertEquals(List.of(), result.second().orElseThrow().faces());
  }

  @Test
  void aTokenIsComparedWithAPicture() {
    VerifyFaces verify = new VerifyFaces(detect(), store, () -> models);
    List<DetectFaces.Face> known = join(detect().run(request(sample(CROWD)))).faces();
    double same = confidence(verify, known.get(0).token());
    double other = confidence(verify, known.get(1).token());
    assertTrue(same > 99.9, "the same face: " + same);
    assertTrue(other < 76.5, "another person: " + other);
  }

  private static double confidence(VerifyFaces verify, String token) {
    VerifyFaces.Result result =
        join(
            verify.run(new VerifyFaces.Request(OWNER, new FaceSource.Token(token), sample(CROWD))));
    assertEquals(Optional.empty(), result.first());
    assertEquals(4, result.second().orElseThrow().faces().size());
    return result.alike().orElseThrow().confidence();
  }
}

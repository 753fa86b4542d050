package org.facesearch.models.usecase.faceset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.score.FmrTable;
import org.facesearch.models.testing.MemoryFaceSets;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.faceset.ManageFaceSets.Changed;
import org.facesearch.models.usecase.faceset.ManageFaceSets.Failure;
import org.facesearch.models.usecase.faceset.ManageFaceSets.Refusal;
import org.junit.jupiter.api.Test;

/** The calls that need no picture, on a store in memory. Vectors have 2 dimensions. */
class FaceSetUseCasesTest {

  private static final String OWNER = "a-key";
  private static final FaceModels MODELS = models("a-model");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicInteger size = new AtomicInteger(10_000);
  private final MemoryFaceSets store = new MemoryFaceSets(now::get);
  private final ManageFaceSets faceSets =
      new ManageFaceSets(store, store, () -> MODELS, size::get, now::get);
  private final ManageFaceTokens faces = new ManageFaceTokens(store, store);
  private final SearchFaceSet search = new SearchFaceSet(null, store, store, () -> MODELS);
  private final VerifyFaces verify = new VerifyFaces(null, store, () -> MODELS);
  private final HexTokens random = new HexTokens();

  private static FaceModels models(String id) {
    FmrTable table =
        new FmrTable(
            List.of(
                new FmrTable.Point(1e-2, .2),
                new FmrTable.Point(1e-3, .3),
                new FmrTable.Point(1e-4, .4),
                new FmrTable.Point(1e-5, .5)));
    return new FaceModels(id, 2, null, null, null, null, null, null, table);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static <E extends Throwable> E failure(Class<E> type, Supplier<CompletionStage<?>> call) {
    try {
      join(call.get());
    } catch (CompletionException e) {
      return type.cast(Causes.of(e));
    }
    throw new AssertionError("nothing failed");
  }

  private static void assertRefused(
      Reason reason, String subject, Supplier<CompletionStage<?>> call) {
    FaceSetException refused = failure(FaceSetException.class, call);
    assertEquals(reason, refused.reason());
    assertEquals(subject, refused.subject());
  }

  /** A face whose cosine with the first axis is given. */
  private String face(double cosine) {
    return face(OWNER, "a-model", cosine);
  }

  private String face(String owner, String model, double cosine) {
    now.updateAndGet(before -> before.plusMillis(1));
    String token = random.next();
    float[] vector = {(float) cosine, (float) Math.sqrt(1 - cosine * cosine)};
    join(
        store.add(
            List.of(
                new TokenFace(
                    token,
                    owner,
                    "image-1",
                    new BoundingBox(10, 20, 109, 139, .9),
                    "",
                    new TokenFace.Embedding(model, vector),
                    List.of(),
                    now.get()))));
    return token;
  }

  private static FaceSet.About about(String outerId) {
    return new FaceSet.About(outerId, "name", List.of("t"), "data");
  }

  private FaceSetRef created(String outerId, String... tokens) {
    FaceSet set = join(faceSets.create(OWNER, about(outerId), List.of(tokens), false)).faceSet();
    return new FaceSetRef.ByToken(set.token());
  }

  private SearchFaceSet.Result search(FaceSetRef set, String token, int results) {
    return join(
        search.run(new SearchFaceSet.Request(OWNER, new FaceSource.Token(token), set, results)));
  }

  @Test
  void createAddsTokensAndTellsWhichWereRefused() {
    String token = face(1);
    Changed made =
        join(faceSets.create(OWNER, about("staff"), List.of(token, "testtest1", token), false));
    assertTrue(HexTokens.isToken(made.faceSet().token()));
    assertEquals(about("staff"), made.faceSet().about());
    assertEquals(1, made.changed());
    assertEquals(1, made.count());
    assertEquals(List.of(new Failure("testtest1", Refusal.INVALID_FACE_TOKEN)), made.failures());
  }

  @Test
  void anOuterIdThatExistsIsRefusedOrMergedInto() {
    FaceSetRef staff = created("staff", face(1));
    assertRefused(
        Reason.FACESET_EXISTS,
        "staff",
        () -> faceSets.create(OWNER, about("staff"), List.of(), false));
    FaceSet.About other = new FaceSet.About("staff", "another name", List.of(), "");
    Changed merged = join(faceSets.create(OWNER, other, List.of(face(.5)), true));
    assertEquals(staff.text(), merged.faceSet().token());
    assertEquals(about("staff"), merged.faceSet().about());
    assertEquals(2, merged.count());
    Changed mine = join(faceSets.create("another-key", about("staff"), List.of(), false));
    assertEquals(0, mine.count());
  }

  @Test
  void whatIsInAlreadyIsNoFailureAndDoesNotCount() {
    String token = face(1);
    FaceSetRef set = created("", token);
    Changed again = join(faceSets.addFaces(OWNER, set, List.of(token, face(.5))));
    assertEquals(1, again.changed());
    assertEquals(2, again.count());
    assertEquals(List.of(), again.failures());
  }

  @Test
  void aFullFaceSetTakesNoMore() {
    size.set(2);
    String first = face(1);
    String third = face(.5);
    FaceSetRef set = created("", first, face(.9), third);
    Changed full = join(faceSets.addFaces(OWNER, set, List.of(first, third, "0".repeat(32))));
    assertEquals(0, full.changed());
    assertEquals(2, full.count());
    assertEquals(
        List.of(
            new Failure(third, Refusal.QUOTA_EXCEEDED),
            new Failure("0".repeat(32), Refusal.INVALID_FACE_TOKEN)),
        full.failures());
    join(faceSets.removeFaces(OWNER, set, List.of(first)));
    assertEquals(1, join(faceSets.addFaces(OWNER, set, List.of(third))).changed());
  }

  @Test
  void removalTellsWhatWasNotThere() {
    String in = face(1);
    String out = face(.5);
    FaceSetRef set = created("", in, face(.9));
    Changed removed = join(faceSets.removeFaces(OWNER, set, List.of(in, out, "x", in)));
    assertEquals(1, removed.changed());
    assertEquals(1, removed.count());
    assertEquals(
        List.of(
            new Failure(out, Refusal.INVALID_FACE_TOKEN),
            new Failure("x", Refusal.INVALID_FACE_TOKEN)),
        removed.failures());
    Changed all = join(faceSets.removeAll(OWNER, set));
    assertEquals(1, all.changed());
    assertEquals(0, all.count());
  }

  @Test
  void listingsComeInPages() {
    List<String> tokens = new ArrayList<>();
    FaceSetRef set = created("set");
    for (int i = 0; i < FaceSetLimits.PAGE + 1; i++) {
      String token = face(1);
      tokens.add(token);
      join(faceSets.addFaces(OWNER, set, List.of(token)));
    }
    ManageFaceSets.Detail first = join(faceSets.detail(OWNER, set, 1));
    assertEquals(tokens.subList(0, FaceSetLimits.PAGE), first.tokens());
    assertEquals(FaceSetLimits.PAGE + 1, first.count());
    assertEquals(OptionalInt.of(FaceSetLimits.PAGE + 1), first.next());
    ManageFaceSets.Detail second = join(faceSets.detail(OWNER, set, first.next().getAsInt()));
    assertEquals(tokens.subList(FaceSetLimits.PAGE, tokens.size()), second.tokens());
    assertEquals(OptionalInt.empty(), second.next());

    for (int i = 0; i < FaceSetLimits.PAGE; i++) {
      created("");
    }
    ManageFaceSets.Listing sets = join(faceSets.list(OWNER, List.of("t"), 1));
    assertEquals(FaceSetLimits.PAGE, sets.faceSets().size());
    assertEquals(OptionalInt.of(FaceSetLimits.PAGE + 1), sets.next());
    ManageFaceSets.Listing rest = join(faceSets.list(OWNER, List.of(), 101));
    assertEquals(1, rest.faceSets().size());
    assertEquals(OptionalInt.empty(), rest.next());
    assertEquals(List.of(), join(faceSets.list(OWNER, List.of("u"), 1)).faceSets());
  }

  @Test
  void anUpdateChangesWhatIsGiven() {
    FaceSetRef set = created("old");
    created("taken");
    FaceSet changed =
        join(
            faceSets.update(
                OWNER,
                set,
                new ManageFaceSets.Patch(
                    Optional.of("new"),
                    Optional.empty(),
                    Optional.of(List.of("a", "b")),
                    Optional.empty())));
    assertEquals(new FaceSet.About("new", "name", List.of("a", "b"), "data"), changed.about());
    ManageFaceSets.Patch taken =
        new ManageFaceSets.Patch(
            Optional.of("taken"), Optional.empty(), Optional.empty(), Optional.empty());
    assertRefused(Reason.NEW_OUTER_ID_EXISTS, "taken", () -> faceSets.update(OWNER, set, taken));
    FaceSetRef gone = new FaceSetRef.ByOuterId("old");
    assertRefused(Reason.OUTER_ID_UNKNOWN, "old", () -> faceSets.update(OWNER, gone, taken));
  }

  @Test
  void deletionAsksWhetherItIsEmpty() {
    String token = face(1);
    FaceSetRef set = created("staff", token);
    assertRefused(Reason.FACESET_NOT_EMPTY, set.text(), () -> faceSets.delete(OWNER, set, true));
    assertEquals("staff", join(faceSets.delete(OWNER, set, false)).outerId());
    assertRefused(
        Reason.FACESET_TOKEN_UNKNOWN, set.text(), () -> faceSets.delete(OWNER, set, false));
    assertEquals(List.of(), join(faces.detail(OWNER, token)).faceSets());
    now.updateAndGet(before -> before.plus(FaceTokens.LIFETIME));
    assertRefused(Reason.FACE_TOKEN_UNKNOWN, token, () -> faces.detail(OWNER, token));
    join(faceSets.delete(OWNER, created("empty"), true));
  }

  @Test
  void aFaceTellsItsNameAndItsFaceSets() {
    String token = face(1);
    FaceSetRef one = created("one", token);
    now.updateAndGet(before -> before.plusMillis(1));
    FaceSetRef two = created("two", token);
    join(faces.setUserId(OWNER, token, "nina"));
    ManageFaceTokens.Detail detail = join(faces.detail(OWNER, token));
    assertEquals("nina", detail.userId());
    assertEquals("image-1", detail.imageId());
    assertEquals(new BoundingBox(10, 20, 109, 139, .9), detail.box());
    assertEquals(
        List.of(one.text(), two.text()), detail.faceSets().stream().map(FaceSet::token).toList());
    for (String unknown : List.of("", "x", "0".repeat(32))) {
      assertRefused(Reason.FACE_TOKEN_UNKNOWN, unknown, () -> faces.setUserId(OWNER, unknown, "n"));
      assertRefused(Reason.FACE_TOKEN_UNKNOWN, unknown, () -> faces.detail(OWNER, unknown));
    }
    assertRefused(
        Reason.FACE_TOKEN_UNKNOWN, token, () -> faces.setUserId("another-key", token, "n"));
  }

  @Test
  void othersSeeNothing() {
    String token = face(1);
    FaceSetRef set = created("staff", token);
    assertRefused(
        Reason.FACESET_TOKEN_UNKNOWN, set.text(), () -> faceSets.detail("another-key", set, 1));
    assertRefused(
        Reason.OUTER_ID_UNKNOWN,
        "staff",
        () -> faceSets.removeAll("another-key", new FaceSetRef.ByOuterId("staff")));
    assertRefused(
        Reason.OUTER_ID_UNKNOWN, "", () -> faceSets.removeAll(OWNER, new FaceSetRef.ByOuterId("")));
    assertEquals(List.of(), join(faceSets.list("another-key", List.of(), 1)).faceSets());
    Changed mine = join(faceSets.create("another-key", about("mine"), List.of(token), false));
    assertEquals(List.of(new Failure(token, Refusal.INVALID_FACE_TOKEN)), mine.failures());
  }

  @Test
  void aSearchGivesConfidencesOnTheScaleOfTheApi() {
    String probe = face(1);
    String at1e3 = face(.3);
    String at1e5 = face(.5);
    String opposite = face(-1);
    FaceSetRef set = created("staff", at1e3, at1e5, opposite);
    join(faces.setUserId(OWNER, at1e5, "nina"));
    SearchFaceSet.Result result = search(set, probe, 5);
    assertEquals(Optional.empty(), result.picture());
    SearchFaceSet.Found found = result.found().orElseThrow();
    assertEquals(new Thresholds(65.3, 71.8, 76.5), found.thresholds());
    assertEquals(
        List.of(
            new SearchFaceSet.Hit(at1e5, 76.5, "nina"),
            new SearchFaceSet.Hit(at1e3, 65.3, ""),
            new SearchFaceSet.Hit(opposite, 0, "")),
        found.hits());
    assertEquals(1, search(set, probe, 1).found().orElseThrow().hits().size());
    assertEquals(100, search(set, at1e3, 1).found().orElseThrow().hits().getFirst().confidence());
  }

  @Test
  void aSearchNamesWhatIsUnknownOrEmpty() {
    String token = face(1);
    FaceSetRef empty = created("empty");
    assertRefused(Reason.FACESET_EMPTY, empty.text(), () -> run(empty, token));
    FaceSetRef byName = new FaceSetRef.ByOuterId("empty");
    assertRefused(Reason.FACESET_EMPTY, "empty", () -> run(byName, token));
    FaceSetRef full = created("full", token);
    assertRefused(Reason.FACE_TOKEN_UNKNOWN, "x", () -> run(full, "x"));
    FaceSetRef unknown = new FaceSetRef.ByToken("0".repeat(32));
    assertRefused(Reason.FACESET_TOKEN_UNKNOWN, unknown.text(), () -> run(unknown, token));
  }

  private CompletionStage<?> run(FaceSetRef set, String token) {
    return search.run(new SearchFaceSet.Request(OWNER, new FaceSource.Token(token), set, 1));
  }

  @Test
  void twoTokensAreCompared() {
    VerifyFaces.Result result = join(compare(face(1), face(.4)));
    assertEquals(
        Optional.of(new VerifyFaces.Alike(71.8, new Thresholds(65.3, 71.8, 76.5))), result.alike());
    assertEquals(Optional.empty(), result.first());
    assertEquals(Optional.empty(), result.second());
    assertRefused(Reason.FACE_TOKEN_UNKNOWN, "x", () -> compare(face(1), "x"));
  }

  private CompletionStage<VerifyFaces.Result> compare(String first, String second) {
    return verify.run(
        new VerifyFaces.Request(OWNER, new FaceSource.Token(first), new FaceSource.Token(second)));
  }

  @Test
  void vectorsOfTwoModelsAreNeverCompared() {
    String old = face(OWNER, "an-older-model", 1);
    String token = face(1);
    FaceSetRef set = created("", token);
    for (Supplier<CompletionStage<?>> call :
        List.<Supplier<CompletionStage<?>>>of(
            () -> compare(token, old),
            () -> run(set, old),
            () -> faceSets.addFaces(OWNER, set, List.of(old)))) {
      FaceSearchException refused = failure(FaceSearchException.class, call);
      assertEquals(FaceSearchException.Reason.CONFLICT, refused.reason());
      assertTrue(
          refused.getMessage().contains("an-older-model")
              && refused.getMessage().contains("a-model"),
          refused.getMessage());
    }
    assertEquals(1, join(faceSets.detail(OWNER, set, 1)).count());
  }

  @Test
  void fieldsHaveLimits() {
    assertTrue(FaceSetLimits.isOuterId("a".repeat(255)));
    assertTrue(FaceSetLimits.isDisplayName(""));
    assertTrue(FaceSetLimits.areTags(List.of("a b", "人")));
    assertTrue(FaceSetLimits.isUserData("人".repeat(16 * 1024 / 3)));
    assertEquals(false, FaceSetLimits.isOuterId(""));
    assertEquals(false, FaceSetLimits.isOuterId("a".repeat(256)));
    assertEquals(false, FaceSetLimits.isDisplayName("a".repeat(257)));
    assertEquals(false, FaceSetLimits.areTags(List.of("a".repeat(128), "b".repeat(128))));
    assertEquals(false, FaceSetLimits.isUserData("人".repeat(16 * 1024 / 3 + 1)));
    for (String forbidden : List.of("^", "@", ",", "&", "=", "*", "'", "\"")) {
      assertEquals(false, FaceSetLimits.isOuterId("a" + forbidden));
      assertEquals(false, FaceSetLimits.areTags(List.of("a", forbidden)));
      assertEquals(false, FaceSetLimits.isUserId(forbidden));
      assertEquals(false, FaceSetLimits.isUserData(forbidden));
    }
  }

  @Test
  void tokensLive72Hours() {
    assertEquals(72, FaceTokens.LIFETIME.toHours());
  }
}

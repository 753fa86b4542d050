package org.facesearch.models.usecase.faceset;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.PictureFault;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.quality.QualityThresholds;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzedFace;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.GivenBox;
import org.facesearch.models.usecase.PictureWork;

/** Finds the faces of a picture and gives each a token (Face++ v3, {@code detect}). */
public final class DetectFaces {

  private final PictureWork pictures;
  private final AnalyzeFaces analysis;
  private final Supplier<FaceModels> models;
  private final FaceTokens tokens;
  private final InstantSource clock;
  private final HexTokens random = new HexTokens();
  private final RandomIds imageIds = new RandomIds();

  /**
   * For one node.
   *
   * @param pictures with the limits of the Face++ API
   * @param models those of the analysis
   */
  public DetectFaces(
      PictureWork pictures,
      AnalyzeFaces analysis,
      Supplier<FaceModels> models,
      FaceTokens tokens,
      InstantSource clock) {
    this.pictures = pictures;
    this.analysis = analysis;
    this.models = models;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param attributes to be estimated of each face, those that the node has a model for
   */
  public record Request(String owner, FaceSource.Image image, Set<Attribute> attributes) {
    public Request {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(image, "image");
      attributes = Set.copyOf(attributes);
    }
  }

  /** A face and the token that stands for it from now on. */
  public record Face(String token, AnalyzedFace face) {}

  /**
   * A picture and its faces.
   *
   * @param imageId 20 letters, digits, {@code -} and {@code _}; new for each call
   * @param faces largest first; empty if the picture has none
   * @param clear from where on a face is clear
   */
  public record Detected(String imageId, List<Face> faces, QualityThresholds clear) {}

  /**
   * Finds the faces, or takes the one of the given rectangle, and stores them in no FaceSet.
   *
   * <p>Fails with {@link PictureException} for a picture that cannot be used or whose rectangle is
   * not in it, and with {@code BUSY} where too many wait.
   */
  public CompletionStage<Detected> run(Request request) {
    return found(request)
        .thenCompose(
            found -> {
              String imageId = imageIds.next();
              List<Face> faces = found.stream().map(face -> new Face(random.next(), face)).toList();
              return store(request.owner(), imageId, faces)
                  .thenApply(
                      stored -> new Detected(imageId, faces, models.get().levels().middle()));
            });
  }

  private CompletionStage<List<AnalyzedFace>> found(Request request) {
    FaceSource.Image image = request.image();
    AtomicBoolean fetched = new AtomicBoolean(!(image.picture() instanceof PictureSource.Remote));
    return pictures
        .on(
            image.picture(),
            (bytes, limits) -> {
              fetched.set(true);
              return faces(request, bytes, limits);
            })
        .exceptionally(
            error -> {
              throw failure(image.place(), fetched.get(), error);
            });
  }

  private List<AnalyzedFace> faces(Request request, byte[] bytes, ImageLimits limits) {
    Set<Attribute> attributes = analysis.available(request.attributes());
    return request
        .image()
        .rectangle()
        .map(box -> new GivenBox("face_rectangle", box))
        .map(box -> List.of(analysis.described(bytes, limits, box, attributes)))
        .orElseGet(
            () ->
                analysis
                    .choose(
                        bytes,
                        limits,
                        new AnalyzeFaces.Wanted(any -> true, Integer.MAX_VALUE, attributes))
                    .faces());
  }

  private static RuntimeException failure(String place, boolean fetched, Throwable error) {
    if (Causes.of(error) instanceof FaceSearchException failure && isOfPicture(failure, fetched)) {
      PictureFault fault = failure.pictureFault();
      return new PictureException(
          place, fetched || fault != PictureFault.FORMAT ? fault : PictureFault.ADDRESS, failure);
    }
    return error instanceof CompletionException wrapped ? wrapped : new CompletionException(error);
  }

  /** Before the picture is there, unavailable is fetching, which can be switched off. */
  private static boolean isOfPicture(FaceSearchException failure, boolean fetched) {
    return failure.reason() == Reason.INVALID
        || failure.reason() == Reason.TOO_LARGE
        || (!fetched && failure.reason() == Reason.UNAVAILABLE);
  }

  private CompletionStage<Void> store(String owner, String imageId, List<Face> faces) {
    if (faces.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    String model = models.get().id();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return tokens.add(
        faces.stream()
            .map(
                face ->
                    new TokenFace(
                        face.token(),
                        owner,
                        imageId,
                        face.face().box(),
                        "",
                        new TokenFace.Embedding(model, face.face().vector()),
                        List.of(),
                        now))
            .toList());
  }
}

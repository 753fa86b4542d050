package org.facesearch.models.usecase.reembed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.reembed.Copied;
import org.facesearch.models.reembed.OnMissing;
import org.facesearch.models.reembed.Reached.Counts;
import org.facesearch.models.reembed.Reached.Failure;
import org.facesearch.models.reembed.SourceDocument;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.Lanes;

/** Makes the new vectors of one document after the other, and says what became of each. */
final class EmbedAgain {

  private static final Counts EMBEDDED = new Counts(1, 1, 0, 0, 0, 0);
  private static final Counts UNCHANGED = new Counts(1, 0, 1, 0, 0, 0);
  private static final Counts MISSING = new Counts(1, 0, 0, 1, 0, 0);
  private static final Counts FAILED = new Counts(1, 0, 0, 0, 1, 0);

  private final NewVectors vectors;
  private final OnMissing without;

  EmbedAgain(NewVectors vectors, OnMissing without) {
    this.vectors = vectors;
    this.without = without;
  }

  /**
   * A document and what is to be counted for it.
   *
   * @param failure why a vector could not be made; empty if all could
   */
  record Result(Copied copied, Counts counts, Optional<Failure> failure) {}

  /**
   * Fails with {@code INVALID} naming the document where no vector can be made and the plan says
   * so.
   */
  CompletionStage<Result> of(SourceDocument document) {
    List<Integer> pictures =
        document.spots().stream().map(SourceDocument.Spot::picture).distinct().toList();
    List<Optional<float[]>> found =
        new ArrayList<>(document.spots().stream().map(EmbedAgain::nothing).toList());
    // One picture after the other: a document has as much of the pool as any other.
    return Lanes.<Integer, Optional<String>>map(
            pictures, 1, (position, picture) -> picture(document, picture, found))
        .thenApply(reasons -> result(document, found, reasons));
  }

  private static Optional<float[]> nothing(SourceDocument.Spot spot) {
    return Optional.empty();
  }

  /** Fills in the vectors of one picture; gives why that cannot be, and a blank for no picture. */
  private CompletionStage<Optional<String>> picture(
      SourceDocument document, int picture, List<Optional<float[]>> found) {
    int[] spots =
        IntStream.range(0, found.size())
            .filter(spot -> document.spots().get(spot).picture() == picture)
            .toArray();
    return start(document, picture, spots)
        .handle(
            (made, error) -> {
              if (error != null) {
                return Optional.of(reason(error));
              }
              for (int i = 0; i < made.size(); i++) {
                found.set(spots[i], Optional.of(made.get(i)));
              }
              return made.isEmpty() ? Optional.of("") : Optional.empty();
            });
  }

  private CompletionStage<List<float[]>> start(SourceDocument document, int picture, int[] spots) {
    if (picture < 0 || picture >= document.pictures().size()) {
      return CompletableFuture.completedFuture(List.of());
    }
    try {
      return vectors.of(
          PictureSource.uriOrBase64(document.pictures().get(picture)),
          Arrays.stream(spots).mapToObj(spot -> document.spots().get(spot).box()).toList());
    } catch (FaceSearchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The picture's fault is told; any other failure is that of the whole work. */
  private static String reason(Throwable error) {
    if (Causes.of(error) instanceof FaceSearchException failure
        && (failure.reason() == Reason.INVALID || failure.reason() == Reason.TOO_LARGE)) {
      return failure.getMessage();
    }
    throw error instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(Causes.of(error));
  }

  private Result result(
      SourceDocument document, List<Optional<float[]>> found, List<Optional<String>> reasons) {
    Optional<String> bad = reasons.stream().flatMap(Optional::stream).max(String::compareTo);
    if (bad.isEmpty()) {
      return new Result(
          new Copied(document, Optional.of(found)),
          document.spots().isEmpty() ? UNCHANGED : EMBEDDED,
          Optional.empty());
    }
    boolean missing = bad.get().isEmpty();
    String reason = missing ? "it has no picture" : bad.get();
    if (without == OnMissing.FAIL) {
      throw FaceSearchException.invalid(
          "document [" + document.id() + "]: " + reason + "; mend or delete it and resume");
    }
    return new Result(
        new Copied(document, without == OnMissing.KEEP ? Optional.of(found) : Optional.empty()),
        missing ? MISSING : FAILED,
        Optional.of(new Failure(document.id(), reason)));
  }
}

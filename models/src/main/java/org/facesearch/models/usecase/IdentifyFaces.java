package org.facesearch.models.usecase;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.StoredFace;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.score.ScoreScale;

/** Finds the people of some pictures in a group (v1 API, section 2.6). */
public final class IdentifyFaces {

  /**
   * Cosines come back through a float score; a hit on the threshold must not be lost to rounding.
   */
  private static final double ROUNDING = 1e-6;

  /** Of one request: an answer is built in memory. */
  private static final int MOST_HITS = 100_000;

  private static final int HITS_AT_ONCE = 20_000;

  private final FaceGroups groups;
  private final PictureWork pictures;
  private final AnalyzeFaces analysis;
  private final Supplier<FaceModels> models;
  private final int lanes;

  /**
   * For groups of the loaded model.
   *
   * @param lanes pictures of one request that are worked on at a time
   */
  public IdentifyFaces(
      Galleries galleries,
      Supplier<FaceModels> models,
      PictureWork pictures,
      AnalyzeFaces analysis,
      int lanes) {
    this.groups = new FaceGroups(galleries, models);
    this.pictures = pictures;
    this.analysis = analysis;
    this.models = models;
    this.lanes = lanes;
  }

  /**
   * What is asked.
   *
   * @param threshold least score of a hit, 0 to 1 on the API's scale
   * @param limit most hits a face
   * @param useQuality search clear, upright faces alone; the others get no hits
   */
  public record Request(
      String group,
      List<PictureSource> pictures,
      double threshold,
      int limit,
      boolean useQuality) {}

  /** The hits of one face, best first. */
  public record FaceResult(BoundingBox box, List<Hit> hits) {}

  /** A face of the group and how alike it is, 0 to 1 on the API's scale. */
  public record Hit(StoredFace face, double score) {}

  /** For each picture in order its faces, largest first. A bad picture fails the whole request. */
  public CompletionStage<List<List<FaceResult>>> run(Request request) {
    Gallery gallery = groups.open(request.group());
    Scoring scoring =
        new Scoring(ScoreScale.v1Face(models.get().fmr()), request.threshold(), new AtomicLong());
    return Lanes.map(
        request.pictures(),
        lanes,
        (position, picture) ->
            pictures
                .on(picture, analysis::all)
                .exceptionally(error -> atPicture(position, error))
                .thenCompose(faces -> search(gallery, request, scoring, faces)));
  }

  private static List<AnalyzedFace> atPicture(int position, Throwable error) {
    if (Causes.of(error) instanceof FaceSearchException failure
        && (failure.reason() == FaceSearchException.Reason.INVALID
            || failure.reason() == FaceSearchException.Reason.TOO_LARGE)) {
      throw failure.at("images[" + position + "]");
    }
    throw error instanceof CompletionException wrapped ? wrapped : new CompletionException(error);
  }

  private CompletionStage<List<FaceResult>> search(
      Gallery gallery, Request request, Scoring scoring, List<AnalyzedFace> faces) {
    List<float[]> probes =
        faces.stream().filter(face -> searched(request, face)).map(AnalyzedFace::vector).toList();
    return nearest(gallery, request, scoring, probes, new ArrayList<>())
        .thenApply(
            lists -> {
              Iterator<List<Hit>> next = lists.iterator();
              List<FaceResult> results = new ArrayList<>(faces.size());
              for (AnalyzedFace face : faces) {
                results.add(
                    new FaceResult(face.box(), searched(request, face) ? next.next() : List.of()));
              }
              return results;
            });
  }

  /**
   * A crowd with a high limit is asked for in parts, so that a flood of hits is noticed in time.
   */
  private static CompletionStage<List<List<Hit>>> nearest(
      Gallery gallery,
      Request request,
      Scoring scoring,
      List<float[]> probes,
      List<List<Hit>> found) {
    int from = found.size();
    if (from == probes.size()) {
      return CompletableFuture.completedFuture(found);
    }
    int to = Math.min(probes.size(), from + Math.max(1, HITS_AT_ONCE / request.limit()));
    return gallery
        .nearest(probes.subList(from, to), request.limit(), scoring.minCosine())
        .thenCompose(
            lists -> {
              lists.forEach(matches -> found.add(scoring.hits(matches)));
              return nearest(gallery, request, scoring, probes, found);
            });
  }

  private static byte[] utf8(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean searched(Request request, AnalyzedFace face) {
    return !request.useQuality() || face.quality().good();
  }

  /** Scores of one request, and how many hits it has had so far. */
  private record Scoring(ScoreScale scale, double threshold, AtomicLong count) {

    double minCosine() {
      return scale.cosine(threshold) - ROUNDING;
    }

    List<Hit> hits(List<Match> matches) {
      if (count.addAndGet(matches.size()) > MOST_HITS) {
        throw FaceSearchException.invalid(
            "the request has more than "
                + MOST_HITS
                + " hits: lower limit, raise threshold or send fewer images");
      }
      return matches.stream()
          .map(match -> new Hit(match.face(), Math.max(threshold, scale.score(match.cosine()))))
          // Different cosines can have one score, and then the id decides.
          .sorted(
              Comparator.comparingDouble(Hit::score)
                  .reversed()
                  .thenComparing(hit -> utf8(hit.face().id()), Arrays::compareUnsigned))
          .toList();
    }
  }
}

package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.StoredFace;
import org.facesearch.models.score.ScoreScale;

/** Finds the people of some pictures in some groups (v1 API, sections 2.6, 2.11, 2.14, 2.15). */
public final class IdentifyFaces {

  private final FaceGroups groups;
  private final ProbeFaces probes;
  private final Supplier<FaceModels> models;
  private final int lanes;

  /**
   * For groups of the loaded model.
   *
   * @param lanes pictures of one request that are worked on at a time
   */
  public IdentifyFaces(
      Galleries galleries, Supplier<FaceModels> models, ProbeFaces probes, int lanes) {
    this.groups = new FaceGroups(galleries, models);
    this.probes = probes;
    this.models = models;
    this.lanes = lanes;
  }

  /**
   * What is asked.
   *
   * @param groups one to five distinct ones, searched as one
   * @param threshold least score of a hit, 0 to 1 on the API's scale
   * @param limit most hits a face
   * @param useQuality search clear, upright faces alone; the others get no hits
   */
  public record Request(
      List<String> groups,
      List<ProbePicture> pictures,
      double threshold,
      int limit,
      boolean useQuality) {}

  /** The hits of one face, best first. */
  public record FaceResult(BoundingBox box, List<Hit> hits) {}

  /** A face of a group and how alike it is, 0 to 1 on the API's scale. */
  public record Hit(String group, StoredFace face, double score) {}

  /**
   * For each picture in order its faces, largest first or in the order of their boxes. A bad
   * picture fails the whole request.
   */
  public CompletionStage<List<List<FaceResult>>> run(Request request) {
    FaceSearch search =
        new FaceSearch(
            groups.union(GroupNames.checkAll(request.groups())),
            ScoreScale.v1Face(models.get().fmr()),
            request);
    return Lanes.map(
        request.pictures(),
        lanes,
        (position, picture) ->
            probes
                .find(picture)
                .thenCompose(
                    faces ->
                        search.matches(faces).thenApply(found -> results(search, faces, found))));
  }

  private static List<FaceResult> results(
      FaceSearch search, List<AnalyzedFace> faces, List<List<Match>> found) {
    List<FaceResult> results = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      results.add(search.result(faces.get(i), found.get(i)));
    }
    return results;
  }
}

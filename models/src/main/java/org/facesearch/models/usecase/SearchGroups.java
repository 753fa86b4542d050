package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.gallery.Subject;

/** Finds what is in some pictures in some groups (v1 API, sections 1.6, 2.6, 2.11, 2.14, 2.15). */
public final class SearchGroups {

  private final ModelGroups groups;
  private final FindSubjects subjects;
  private final int lanes;

  /**
   * For groups whose vectors this node can make.
   *
   * @param lanes pictures of one request that are worked on at a time
   */
  public SearchGroups(Galleries galleries, GroupModels models, FindSubjects subjects, int lanes) {
    this.groups = new ModelGroups(galleries, models);
    this.subjects = subjects;
    this.lanes = lanes;
  }

  /**
   * What is asked.
   *
   * @param groups one to five distinct ones, searched as one
   * @param threshold least score of a hit, 0 to 1 on the API's scale
   * @param limit most hits of a face, or of a whole picture
   * @param useQuality search clear, upright faces alone; the others get no hits
   */
  public record Request(
      List<String> groups,
      List<ProbePicture> pictures,
      double threshold,
      int limit,
      boolean useQuality) {}

  /**
   * The hits of one face, or of one whole picture, best first.
   *
   * @param box {@code null} for a whole picture
   */
  public record SubjectResult(BoundingBox box, List<Hit> hits) {}

  /** An entry of a group and how alike it is, 0 to 1 on the API's scale. */
  public record Hit(String group, StoredEntry entry, double score) {}

  /**
   * For each picture in order its faces, largest first or in the order of their boxes; or the one
   * result of the whole picture. A bad picture fails the whole request.
   */
  public CompletionStage<List<List<SubjectResult>>> run(Request request) {
    return groups
        .union(GroupNames.checkAll(request.groups()))
        .thenCompose(
            union ->
                run(
                    new SubjectSearch(union.entries(), union.scores(request.threshold()), request),
                    union.model().id(),
                    request));
  }

  private CompletionStage<List<List<SubjectResult>>> run(
      SubjectSearch search, String model, Request request) {
    return Lanes.map(
        request.pictures(),
        lanes,
        (position, picture) ->
            subjects
                .toSearch(picture, model)
                .thenCompose(
                    asked ->
                        search.matches(asked).thenApply(found -> results(search, asked, found))));
  }

  private static List<SubjectResult> results(
      SubjectSearch search, List<Subject> asked, List<List<Match>> found) {
    List<SubjectResult> results = new ArrayList<>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      results.add(search.result(asked.get(i), found.get(i)));
    }
    return results;
  }
}

package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.gallery.FaceEntry;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Settled;
import org.facesearch.models.score.ScoreScale;

/**
 * Finds the people of some pictures, and adds to a group those whom nothing matches: one person,
 * one entry (v1 API, section 2.12, and 2.11 and 2.15 with {@code cluster_group}).
 *
 * <p>All pictures are analysed and all faces searched first; only for those that nothing matched
 * the call then waits for its turn in the group.
 */
public final class ClusterFaces {

  /** Faces that take one turn together: others wait as long. */
  private static final int AT_ONCE = 50;

  private final FaceGroups groups;
  private final ProbeFaces probes;
  private final Supplier<FaceModels> models;
  private final int lanes;

  /**
   * For groups of the loaded model.
   *
   * @param lanes pictures of one request that are worked on at a time
   */
  public ClusterFaces(
      Galleries galleries, Supplier<FaceModels> models, ProbeFaces probes, int lanes) {
    this.groups = new FaceGroups(galleries, models);
    this.probes = probes;
    this.models = models;
    this.lanes = lanes;
  }

  /**
   * What is asked.
   *
   * @param group is searched, and gets the faces that nothing matches
   * @param search its groups, none to five, are searched too and get nothing; faces that it does
   *     not search for are not added either
   */
  public record Request(String group, IdentifyFaces.Request search) {}

  /**
   * As {@link IdentifyFaces#run}; a face that was added has its new entry as the only hit, with
   * score 1. Faces are taken in order, so a later one of the same person has that hit too.
   *
   * <p>After a failure some of the faces may have been added; asked again, those are found.
   */
  public CompletionStage<List<List<IdentifyFaces.FaceResult>>> run(Request request) {
    Gallery target = groups.open(request.group());
    List<String> others = GroupNames.checkAll(request.search().groups());
    List<String> all =
        Stream.concat(others.stream(), Stream.of(request.group())).distinct().toList();
    FaceSearch search =
        new FaceSearch(groups.union(all), ScoreScale.v1Face(models.get().fmr()), request.search());
    int limit = request.search().limit();
    return Lanes.map(request.search().pictures(), lanes, (position, one) -> probes.find(one))
        .thenCompose(
            pictures -> {
              List<AnalyzedFace> faces = pictures.stream().flatMap(List::stream).toList();
              return search
                  .matches(faces)
                  .thenCompose(found -> cluster(target, search, limit, faces, found))
                  .thenApply(results -> byPicture(pictures, results));
            });
  }

  private static CompletionStage<List<IdentifyFaces.FaceResult>> cluster(
      Gallery target,
      FaceSearch search,
      int limit,
      List<AnalyzedFace> faces,
      List<List<Match>> found) {
    List<FaceEntry.Enrolled> unknown =
        IntStream.range(0, faces.size())
            .filter(i -> found.get(i).isEmpty() && search.wants(faces.get(i)))
            .mapToObj(i -> faces.get(i).enrolled())
            .toList();
    return Lanes.inParts(
            unknown, AT_ONCE, part -> target.matchOrAdd(part, limit, search.minCosine()))
        .thenApply(settled -> results(search, faces, found, settled));
  }

  /** A new entry with the vector it was added by. */
  private record Newcomer(float[] vector, Match entry) {}

  private static List<IdentifyFaces.FaceResult> results(
      FaceSearch search, List<AnalyzedFace> faces, List<List<Match>> found, List<Settled> settled) {
    Iterator<Settled> next = settled.iterator();
    List<Newcomer> newcomers = new ArrayList<>();
    List<IdentifyFaces.FaceResult> results = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      AnalyzedFace face = faces.get(i);
      List<Match> matches = new ArrayList<>(found.get(i));
      if (!matches.isEmpty()) {
        // The search was before the faces that come before this one were added.
        newcomers.stream()
            .map(newcomer -> near(newcomer, face))
            .filter(match -> match.cosine() >= search.minCosine())
            .forEach(matches::add);
      } else if (search.wants(face)) {
        Settled outcome = next.next();
        matches.addAll(outcome.matches());
        if (outcome.added()) {
          newcomers.add(new Newcomer(face.vector(), matches.getFirst()));
        }
      }
      results.add(search.result(face, matches));
    }
    return results;
  }

  private static Match near(Newcomer newcomer, AnalyzedFace face) {
    return new Match(
        newcomer.entry().group(),
        newcomer.entry().face(),
        UnitVectors.cosine(newcomer.vector(), face.vector()));
  }

  private static List<List<IdentifyFaces.FaceResult>> byPicture(
      List<List<AnalyzedFace>> pictures, List<IdentifyFaces.FaceResult> results) {
    Iterator<IdentifyFaces.FaceResult> next = results.iterator();
    return pictures.stream()
        .map(faces -> faces.stream().map(face -> next.next()).toList())
        .toList();
  }
}

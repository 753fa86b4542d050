package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Settled;
import org.facesearch.models.gallery.Subject;

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

  private final ModelGroups groups;
  private final FindSubjects subjects;
  private final int lanes;

  /**
   * For groups whose vectors this node can make.
   *
   * @param lanes pictures of one request that are worked on at a time
   */
  public ClusterFaces(Galleries galleries, GroupModels models, FindSubjects subjects, int lanes) {
    this.groups = new ModelGroups(galleries, models);
    this.subjects = subjects;
    this.lanes = lanes;
  }

  /**
   * What is asked.
   *
   * @param group is searched, and gets the faces that nothing matches
   * @param search its groups, none to five, are searched too and get nothing; faces that it does
   *     not search for are not added either
   */
  public record Request(String group, SearchGroups.Request search) {}

  /**
   * As {@link SearchGroups#run}; a face that was added has its new entry as the only hit, with
   * score 1. Faces are taken in order, so a later one of the same person has that hit too.
   *
   * <p>After a failure some of the faces may have been added; asked again, those are found.
   */
  public CompletionStage<List<List<SearchGroups.SubjectResult>>> run(Request request) {
    return groups.open(request.group()).thenCompose(target -> run(target.gallery(), request));
  }

  private CompletionStage<List<List<SearchGroups.SubjectResult>>> run(
      Gallery target, Request request) {
    List<String> others = GroupNames.checkAll(request.search().groups());
    List<String> all =
        Stream.concat(others.stream(), Stream.of(request.group())).distinct().toList();
    return groups
        .union(all)
        .thenCompose(
            union ->
                run(
                    target,
                    new SubjectSearch(
                        union.entries(),
                        union.scores(request.search().threshold()),
                        request.search()),
                    union.model().id(),
                    request));
  }

  private CompletionStage<List<List<SearchGroups.SubjectResult>>> run(
      Gallery target, SubjectSearch search, String model, Request request) {
    int limit = request.search().limit();
    return Lanes.map(
            request.search().pictures(), lanes, (position, one) -> subjects.toSearch(one, model))
        .thenCompose(
            pictures -> {
              List<Subject> faces = pictures.stream().flatMap(List::stream).toList();
              return search
                  .matches(faces)
                  .thenCompose(found -> cluster(target, search, limit, faces, found))
                  .thenApply(results -> byPicture(pictures, results));
            });
  }

  private static CompletionStage<List<SearchGroups.SubjectResult>> cluster(
      Gallery target,
      SubjectSearch search,
      int limit,
      List<Subject> faces,
      List<List<Match>> found) {
    List<Subject> unknown =
        IntStream.range(0, faces.size())
            .filter(i -> found.get(i).isEmpty() && search.wants(faces.get(i)))
            .mapToObj(faces::get)
            .toList();
    return Lanes.inParts(
            unknown, AT_ONCE, part -> target.matchOrAdd(part, limit, search.minCosine()))
        .thenApply(settled -> results(search, faces, found, settled));
  }

  /** A new entry with the vector it was added by. */
  private record Newcomer(float[] vector, Match match) {}

  private static List<SearchGroups.SubjectResult> results(
      SubjectSearch search, List<Subject> faces, List<List<Match>> found, List<Settled> settled) {
    Iterator<Settled> next = settled.iterator();
    List<Newcomer> newcomers = new ArrayList<>();
    List<SearchGroups.SubjectResult> results = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      Subject face = faces.get(i);
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

  private static Match near(Newcomer newcomer, Subject face) {
    return new Match(
        newcomer.match().group(),
        newcomer.match().entry(),
        UnitVectors.cosine(newcomer.vector(), face.vector()));
  }

  private static List<List<SearchGroups.SubjectResult>> byPicture(
      List<List<Subject>> pictures, List<SearchGroups.SubjectResult> results) {
    Iterator<SearchGroups.SubjectResult> next = results.iterator();
    return pictures.stream()
        .map(faces -> faces.stream().map(face -> next.next()).toList())
        .toList();
  }
}

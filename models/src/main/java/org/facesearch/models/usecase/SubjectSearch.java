package org.facesearch.models.usecase;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.GalleryUnion;
import org.facesearch.models.gallery.Match;
import org.facesearch.models.gallery.Subject;

/** The searches of one request: the same groups, threshold and limit for every subject. */
final class SubjectSearch {

  /** Of one request: an answer is built in memory. */
  private static final int MOST_HITS = 100_000;

  private static final int HITS_AT_ONCE = 20_000;

  /** Different cosines can have one score, and then id and group decide. */
  private static final Comparator<SearchGroups.Hit> BEST_FIRST =
      HitScores.<SearchGroups.Hit>bestFirst(SearchGroups.Hit::score, hit -> hit.entry().id())
          .thenComparing(SearchGroups.Hit::group);

  private final GalleryUnion groups;
  private final HitScores scores;
  private final int limit;
  private final boolean useQuality;
  private final AtomicLong count = new AtomicLong();

  SubjectSearch(GalleryUnion groups, HitScores scores, SearchGroups.Request request) {
    this.groups = groups;
    this.scores = scores;
    this.limit = request.limit();
    this.useQuality = request.useQuality();
  }

  /** The least cosine of a match. */
  double minCosine() {
    return scores.minCosine();
  }

  /** Whether it is searched for. */
  boolean wants(Subject subject) {
    return !(useQuality && subject.bad());
  }

  /** For each subject in order what is near to it; nothing for those that are not searched for. */
  CompletionStage<List<List<Match>>> matches(List<Subject> subjects) {
    List<float[]> probes = subjects.stream().filter(this::wants).map(Subject::vector).toList();
    // A crowd with a high limit is asked for in parts, so that a flood of hits is noticed in time.
    return Lanes.inParts(probes, Math.max(1, HITS_AT_ONCE / limit), this::nearest)
        .thenApply(
            found -> {
              Iterator<List<Match>> next = found.iterator();
              return subjects.stream()
                  .map(subject -> wants(subject) ? next.next() : noMatch())
                  .toList();
            });
  }

  private static List<Match> noMatch() {
    return List.of();
  }

  private CompletionStage<List<List<Match>>> nearest(List<float[]> probes) {
    return groups
        .nearest(probes, limit, minCosine())
        .thenApply(
            lists -> {
              lists.forEach(this::count);
              return lists;
            });
  }

  private void count(List<Match> matches) {
    if (count.addAndGet(matches.size()) > MOST_HITS) {
      throw FaceSearchException.invalid(
          "the request has more than "
              + MOST_HITS
              + " hits: lower limit, raise threshold or send fewer images");
    }
  }

  /** A subject with its hits on the API's scale, best first. */
  SearchGroups.SubjectResult result(Subject subject, List<Match> matches) {
    return new SearchGroups.SubjectResult(
        subject.box(), matches.stream().map(this::hit).sorted(BEST_FIRST).limit(limit).toList());
  }

  private SearchGroups.Hit hit(Match match) {
    return new SearchGroups.Hit(match.group(), match.entry(), scores.score(match.cosine()));
  }
}

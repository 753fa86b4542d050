package org.facesearch.models.reembed;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the work is. A document that is changed while it goes on counts each time it is copied.
 *
 * @param places up to here all is copied
 * @param total documents that the source had in the beginning
 * @param counts of documents
 * @param failures the first of those that count as missing or failed
 * @param millis for how long there was work on it, pauses left out
 */
public record Reached(
    Places places, long total, Counts counts, List<Failure> failures, long millis) {

  public static final Reached NOTHING = new Reached(Places.START, 0, Counts.NONE, List.of(), 0);

  /** So many failures are told one by one. */
  public static final int MOST_FAILURES = 100;

  public Reached {
    failures = List.copyOf(failures);
  }

  /**
   * Documents.
   *
   * @param done looked at, whatever became of them
   * @param embedded of those, how many were given new vectors alone
   * @param unchanged of those, how many had no vectors and were copied as they are
   * @param missing of those, how many had a vector and no picture
   * @param failed of those, how many had a picture that could not be used
   * @param removed from the new index, since they were deleted from the source
   */
  public record Counts(
      long done, long embedded, long unchanged, long missing, long failed, long removed) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts more) {
      return new Counts(
          done + more.done,
          embedded + more.embedded,
          unchanged + more.unchanged,
          missing + more.missing,
          failed + more.failed,
          removed + more.removed);
    }
  }

  /**
   * A document of which no new vector could be made.
   *
   * @param reason for a person to read
   */
  public record Failure(String id, String reason) {}

  /** The same before it begins. */
  public Reached of(long documents) {
    return new Reached(places, documents, counts, failures, millis);
  }

  /** The same a bit further. */
  public Reached further(Places to, Counts more, List<Failure> failed, long took) {
    List<Failure> told = new ArrayList<>(failures);
    failed.stream().limit(MOST_FAILURES - told.size()).forEach(told::add);
    return new Reached(to, total, counts.plus(more), told, millis + took);
  }

  /** Documents in a second of work; 0 before there is anything to tell. */
  public double rate() {
    return millis == 0 ? 0 : counts.done() * 1000.0 / millis;
  }
}

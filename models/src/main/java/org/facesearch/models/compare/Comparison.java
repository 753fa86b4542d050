package org.facesearch.models.compare;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.facesearch.models.gallery.GroupKind;

/**
 * A comparison whose rows are kept.
 *
 * @param id random, unique
 * @param task the name of the task that runs it, which the server gave
 * @param error why it failed, for the caller; empty in any other state
 * @param ended empty while it runs, and where nobody was left to write it down
 */
public record Comparison(
    String id,
    String task,
    Asked asked,
    State state,
    Reached reached,
    Optional<String> error,
    Instant started,
    Optional<Instant> ended) {

  /** How it is with a comparison. */
  public enum State {
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED,
    /** Its node went down, or could not write its end. */
    INTERRUPTED;

    /** As the API tells it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was asked.
   *
   * @param kind of both groups
   * @param group where is searched
   * @param target whose entries are searched for
   * @param threshold least score of a hit, 0 to 1 on the API's scale
   * @param limit most hits of an entry, at least 1
   */
  public record Asked(GroupKind kind, String group, String target, double threshold, int limit) {}

  /**
   * How far it is.
   *
   * @param total entries to compare
   * @param entries compared so far
   * @param rows of those, how many have a hit
   * @param hits of all these rows
   */
  public record Reached(long total, long entries, long rows, long hits) {
    public static final Reached NOTHING = new Reached(0, 0, 0, 0);
  }

  public Comparison {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(asked, "asked");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reached, "reached");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(ended, "ended");
  }

  /** A comparison that begins. */
  public static Comparison started(String id, String task, Asked asked, Instant now) {
    return new Comparison(
        id, task, asked, State.RUNNING, Reached.NOTHING, Optional.empty(), now, Optional.empty());
  }

  /** The same a bit further. */
  public Comparison at(Reached now) {
    return new Comparison(id, task, asked, state, now, error, started, ended);
  }

  /** The same at its end. */
  public Comparison ended(State how, Optional<String> why, Instant now) {
    return new Comparison(id, task, asked, how, reached, why, started, Optional.of(now));
  }

  /** The same, found without anybody who runs it. */
  public Comparison interrupted() {
    return new Comparison(id, task, asked, State.INTERRUPTED, reached, error, started, ended);
  }
}

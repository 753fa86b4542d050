package org.facesearch.models.reembed;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A change of models that is kept.
 *
 * @param id random, unique
 * @param run the name of the task that works on it, or did last
 * @param frozen whether the source takes no writes because of it
 * @param error why it failed, for a person to read; empty in any other state
 * @param ended empty until it is completed
 */
public record Reembedding(
    String id,
    ReembedPlan plan,
    State state,
    String run,
    boolean frozen,
    Reached reached,
    Optional<String> error,
    Instant started,
    Optional<Instant> ended) {

  /** How it is with it. */
  public enum State {
    RUNNING,
    PAUSED,
    /** Its node went down, or could not write how it ended. */
    INTERRUPTED,
    FAILED,
    COMPLETED;

    /** As the API tells it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Reembedding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(reached, "reached");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(ended, "ended");
  }

  /** One that begins. */
  public static Reembedding started(String id, ReembedPlan plan, String run, Instant now) {
    return new Reembedding(
        id,
        plan,
        State.RUNNING,
        run,
        false,
        Reached.NOTHING,
        Optional.empty(),
        now,
        Optional.empty());
  }

  /** The same a bit further. */
  public Reembedding at(Reached now) {
    return new Reembedding(id, plan, state, run, frozen, now, error, started, ended);
  }

  /** The same while the source takes no writes, or afterwards. */
  public Reembedding frozen(boolean now) {
    return new Reembedding(id, plan, state, run, now, reached, error, started, ended);
  }

  /** The same in the hands of another task. */
  public Reembedding resumed(String by) {
    return new Reembedding(
        id, plan, State.RUNNING, by, frozen, reached, Optional.empty(), started, ended);
  }

  /** The same with nobody working on it, and not at its end. */
  public Reembedding stopped(State how, Optional<String> why) {
    return new Reembedding(id, plan, how, run, frozen, reached, why, started, ended);
  }

  /** The same at its end. */
  public Reembedding completed(Instant now) {
    return new Reembedding(
        id,
        plan,
        State.COMPLETED,
        run,
        false,
        reached,
        Optional.empty(),
        started,
        Optional.of(now));
  }
}

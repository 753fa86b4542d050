package org.facesearch.models.compare;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where comparisons are kept, with their rows, for a time. Every call but {@link #create} fails
 * with {@code NOT_FOUND} for an id that is unknown, was removed, or whose time is over.
 */
public interface Comparisons {

  /** A place in the rows: behind so many of them, which have so many hits. */
  record Place(long rows, long hits) {
    public static final Place START = new Place(0, 0);
  }

  /**
   * Some rows in their order.
   *
   * @param next where the following ones are, also if they are yet to come; empty at the end
   */
  record Rows(Comparison comparison, List<ComparedEntry> rows, Optional<Place> next) {}

  /** Makes the place for a comparison that begins. */
  CompletionStage<Void> create(Comparison comparison);

  /**
   * Appends rows, and then says how far the comparison is.
   *
   * @param now with these rows counted in
   */
  CompletionStage<Void> append(List<ComparedEntry> rows, Comparison now);

  /** Reads a comparison; one that nobody runs any more, though it never ended, is interrupted. */
  CompletionStage<Comparison> read(String id);

  /**
   * Reads rows, whether or not it runs.
   *
   * @param most rows; fewer where they have very many hits
   */
  CompletionStage<Rows> rows(String id, Place after, int most);

  /** Removes a comparison and its rows; one that runs is cancelled. */
  CompletionStage<Void> remove(String id);
}

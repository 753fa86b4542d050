package org.facesearch.models.compare;

import java.util.List;
import java.util.Objects;
import org.facesearch.models.gallery.StoredEntry;

/**
 * A row: an entry of the target group and what is like it in the other.
 *
 * @param hits best first, equal ones by id; never empty
 */
public record ComparedEntry(StoredEntry entry, List<Hit> hits) {
  public ComparedEntry {
    Objects.requireNonNull(entry, "entry");
    hits = List.copyOf(hits);
  }

  /** An entry of the searched group and how alike it is, 0 to 1 on the API's scale. */
  public record Hit(StoredEntry entry, double score) {}

  /** The hits of some rows. */
  public static long hits(List<ComparedEntry> rows) {
    return rows.stream().mapToLong(row -> row.hits().size()).sum();
  }
}

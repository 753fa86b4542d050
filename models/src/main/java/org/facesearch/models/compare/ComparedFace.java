package org.facesearch.models.compare;

import java.util.List;
import java.util.Objects;
import org.facesearch.models.gallery.StoredFace;

/**
 * A row: a face of the target group and what is like it in the other.
 *
 * @param hits best first, equal ones by id; never empty
 */
public record ComparedFace(StoredFace face, List<Hit> hits) {
  public ComparedFace {
    Objects.requireNonNull(face, "face");
    hits = List.copyOf(hits);
  }

  /** A face of the searched group and how alike it is, 0 to 1 on the API's scale. */
  public record Hit(StoredFace face, double score) {}

  /** The hits of some rows. */
  public static long hits(List<ComparedFace> rows) {
    return rows.stream().mapToLong(row -> row.hits().size()).sum();
  }
}

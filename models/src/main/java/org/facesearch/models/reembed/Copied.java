package org.facesearch.models.reembed;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A document that is written into the new index, or is not to be there.
 *
 * @param vectors for each spot in order the new vector, or nothing; empty as a whole where the
 *     document is left out
 */
public record Copied(SourceDocument document, Optional<List<Optional<float[]>>> vectors) {
  public Copied {
    Objects.requireNonNull(document, "document");
    Objects.requireNonNull(vectors, "vectors");
  }
}

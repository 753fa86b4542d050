package org.facesearch.models.gallery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The people who can be recognised: the entries of one ordinary group of faces, those of one person
 * together, see {@link Persons}. Where there is no such group, there is nobody. What was
 * acknowledged before a call, it sees.
 */
public interface People {

  /** The ids of a person's entries, ascending; empty for somebody unknown. */
  CompletionStage<List<String>> entries(String person);

  /** The photo that was kept of an entry, a JPEG file. */
  CompletionStage<Optional<byte[]>> photo(String entry);

  /** Deletes all entries of a person. After a failure some may be gone; asked again, it goes on. */
  CompletionStage<Removed> remove(String person);

  /**
   * What was deleted.
   *
   * @param entries ids, ascending
   * @param photos how many of them had a photo
   */
  record Removed(List<String> entries, int photos) {}
}

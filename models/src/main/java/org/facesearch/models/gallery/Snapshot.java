package org.facesearch.models.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A group as it was at one moment: entries that come, change or go afterwards are not seen. Holds
 * resources of the store until it is closed, or left alone for some minutes.
 */
public interface Snapshot {

  /** How many entries it has. */
  long count();

  /**
   * The entries in ascending order of their ids, with their vectors.
   *
   * @param after only ids beyond this one; {@code null} from the start
   */
  CompletionStage<Page<EntryVector>> entries(String after, int limit);

  /**
   * The entries nearest to each of the probes, see {@link GalleryUnion#nearest}. Finds them all
   * where comparing with every one is the cheaper way, and nearly all otherwise.
   */
  CompletionStage<List<List<Match>>> nearest(List<float[]> probes, int limit, double minCosine);

  /** Gives the resources back. Never fails: what cannot be given back goes by itself. */
  CompletionStage<Void> close();
}

package org.facesearch.models.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The entries of some groups, or of one, searched as if they were one group. */
public interface GalleryUnion {

  /**
   * The entries nearest to each of the probes. What a call has acknowledged, this one sees.
   *
   * @param limit most matches a probe, of all groups together
   * @param minCosine matches below it are left out
   * @return for each probe in order its matches, best first, equal ones by id, then by group
   */
  CompletionStage<List<List<Match>>> nearest(List<float[]> probes, int limit, double minCosine);
}

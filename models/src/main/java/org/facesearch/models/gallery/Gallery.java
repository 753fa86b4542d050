package org.facesearch.models.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The faces of one group. What a call has acknowledged, every later one sees, on any node. */
public interface Gallery {

  String name();

  /** Id of the model that made the vectors of this group. */
  String model();

  /** Expected number of faces, as given at creation. */
  long capacity();

  /** Adds a face; fails with {@code CONFLICT} if the id is taken, and then changes nothing. */
  CompletionStage<Void> add(FaceEntry entry);

  /** Changes a face; fails with {@code NOT_FOUND} if the id is unknown. */
  CompletionStage<Void> update(String id, FacePatch patch);

  /** Deletes faces; gives the ids that existed, in the order asked. */
  CompletionStage<List<String>> delete(List<String> ids);

  CompletionStage<GalleryInfo> info();

  /**
   * The faces nearest to each of the probes.
   *
   * @param limit most matches a probe
   * @param minCosine matches below it are left out
   * @return for each probe in order its matches, best first, equal ones by id
   */
  CompletionStage<List<List<Match>>> nearest(List<float[]> probes, int limit, double minCosine);

  /**
   * The faces in ascending order of their ids.
   *
   * @param tag only those of this tag; {@code null} for all
   * @param after only ids beyond this one; {@code null} from the start
   */
  CompletionStage<Page<StoredFace>> faces(String tag, String after, int limit);

  /** The tags in ascending order. */
  CompletionStage<Page<TagCount>> tags(String after, int limit);
}

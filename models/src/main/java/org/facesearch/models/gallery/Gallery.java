package org.facesearch.models.gallery;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The entries of one group. What a call has acknowledged, every later one sees, on any node. */
public interface Gallery {

  String name();

  /** Id of the model that made the vectors of this group. */
  String model();

  /** Expected number of entries, as given at creation. */
  long capacity();

  /** Adds an entry; fails with {@code CONFLICT} if the id is taken, and then changes nothing. */
  CompletionStage<Void> add(Entry entry);

  /** Changes an entry; fails with {@code NOT_FOUND} if the id is unknown. */
  CompletionStage<Void> update(String id, EntryPatch patch);

  /** Deletes entries; gives the ids that existed, in the order asked. */
  CompletionStage<List<String>> delete(List<String> ids);

  CompletionStage<GalleryInfo> info();

  /**
   * One person, one entry: a face that nothing in the group matches is added, with a random id. All
   * such calls for a group, on whichever nodes, behave as if they came one after the other, so two
   * with the same new person add one entry, and both get it.
   *
   * <p>Fails with {@code BUSY} if too many wait for their turn. After any failure a part of the
   * faces may have been added; asked again, those are matched.
   *
   * @param faces in order; each may also match one before it
   * @param limit most matches a face, at least 1
   * @param minCosine of a match
   * @return for each face in order what became of it
   */
  CompletionStage<List<Settled>> matchOrAdd(List<Subject> faces, int limit, double minCosine);

  /**
   * The entries in ascending order of their ids.
   *
   * @param tag only those of this tag; {@code null} for all
   * @param after only ids beyond this one; {@code null} from the start
   */
  CompletionStage<Page<StoredEntry>> entries(String tag, String after, int limit);

  /** The group as it is now. */
  CompletionStage<Snapshot> snapshot();

  /** The tags in ascending order. */
  CompletionStage<Page<TagCount>> tags(String after, int limit);
}

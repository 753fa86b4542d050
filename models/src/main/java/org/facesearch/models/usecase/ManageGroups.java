package org.facesearch.models.usecase;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.gallery.TagCount;

/**
 * Creates, lists, describes, browses and removes groups (v1 API, sections 1.1–1.4, 1.7, 1.9, 1.10,
 * and the same of 2).
 */
public final class ManageGroups {

  private final Galleries galleries;
  private final GroupModels models;

  /**
   * Over a store of groups.
   *
   * @param models the current one is that of new groups
   */
  public ManageGroups(Galleries galleries, GroupModels models) {
    this.galleries = galleries;
    this.models = models;
  }

  /**
   * Creates a group.
   *
   * @param capacity expected number of entries, above 0; a hint that never refuses one
   */
  public CompletionStage<Void> create(String group, long capacity) {
    if (capacity <= 0) {
      throw FaceSearchException.invalid("invalid group capacity");
    }
    String name = GroupNames.check(group);
    GroupModel loaded = models.current();
    return galleries.create(name, capacity, loaded.id(), loaded.dimension());
  }

  public CompletionStage<List<String>> list() {
    return galleries.list();
  }

  public CompletionStage<GalleryInfo> info(String group) {
    return open(group).thenCompose(gallery -> gallery.info());
  }

  public CompletionStage<Void> remove(String group) {
    return galleries.remove(GroupNames.check(group));
  }

  /** Deletes entries; gives the ids that existed. */
  public CompletionStage<List<String>> delete(String group, List<String> ids) {
    return open(group).thenCompose(gallery -> gallery.delete(ids.stream().distinct().toList()));
  }

  /** See {@link Gallery#entries}. */
  public CompletionStage<Page<StoredEntry>> entries(
      String group, String tag, String after, int limit) {
    return open(group).thenCompose(gallery -> gallery.entries(tag, after, limit));
  }

  /** A page of tags, and the capacity that their group was created with. */
  public record Tags(long capacity, Page<TagCount> page) {}

  public CompletionStage<Tags> tags(String group, String after, int limit) {
    return open(group)
        .thenCompose(
            gallery ->
                gallery.tags(after, limit).thenApply(page -> new Tags(gallery.capacity(), page)));
  }

  private CompletionStage<Gallery> open(String group) {
    return galleries.open(GroupNames.check(group));
  }
}

package org.facesearch.models.usecase;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredFace;
import org.facesearch.models.gallery.TagCount;

/**
 * Creates, lists, describes, browses and removes groups (v1 API, sections 2.1–2.4, 2.7, 2.9, 2.10).
 */
public final class ManageGroups {

  private final Galleries galleries;
  private final Supplier<FaceModels> models;

  /**
   * Over a store of groups.
   *
   * @param models whose vectors new groups are for
   */
  public ManageGroups(Galleries galleries, Supplier<FaceModels> models) {
    this.galleries = galleries;
    this.models = models;
  }

  /**
   * Creates a group.
   *
   * @param capacity expected number of faces, above 0; a hint that never refuses a face
   */
  public CompletionStage<Void> create(String group, long capacity) {
    if (capacity <= 0) {
      throw FaceSearchException.invalid("invalid group capacity");
    }
    String name = GroupNames.check(group);
    FaceModels loaded = models.get();
    return galleries.create(name, capacity, loaded.id(), loaded.dimension());
  }

  public CompletionStage<List<String>> list() {
    return galleries.list();
  }

  public CompletionStage<GalleryInfo> info(String group) {
    return open(group).info();
  }

  public CompletionStage<Void> remove(String group) {
    return galleries.remove(GroupNames.check(group));
  }

  /** Deletes faces; gives the ids that existed. */
  public CompletionStage<List<String>> delete(String group, List<String> ids) {
    return open(group).delete(ids.stream().distinct().toList());
  }

  /** See {@link Gallery#faces}. */
  public CompletionStage<Page<StoredFace>> faces(
      String group, String tag, String after, int limit) {
    return open(group).faces(tag, after, limit);
  }

  /** A page of tags, and the group's capacity, which the API tells with it. */
  public CompletionStage<Page<TagCount>> tags(String group, String after, int limit) {
    return open(group).tags(after, limit);
  }

  /** The capacity that a group was created with. */
  public long capacity(String group) {
    return open(group).capacity();
  }

  private Gallery open(String group) {
    return galleries.open(GroupNames.check(group));
  }
}

package org.facesearch.models.usecase;

import java.util.function.Predicate;
import org.facesearch.models.gallery.Galleries;

/** The use cases that groups of every kind have. */
public record GroupCalls(
    ManageGroups manage, AddEntry add, UpdateEntry update, SearchGroups search) {

  /**
   * Those of one kind of groups.
   *
   * @param keepsPhotos whether a group keeps photos of its faces
   * @param lanes pictures of one request that are worked on at a time
   */
  public static GroupCalls of(
      Galleries galleries,
      GroupModels models,
      FindSubjects subjects,
      Predicate<String> keepsPhotos,
      int lanes) {
    return new GroupCalls(
        new ManageGroups(galleries, models),
        new AddEntry(galleries, models, subjects, keepsPhotos),
        new UpdateEntry(galleries, models, subjects, keepsPhotos),
        new SearchGroups(galleries, models, subjects, lanes));
  }
}

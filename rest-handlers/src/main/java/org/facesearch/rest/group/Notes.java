package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.call.Call;

/** What is noted of searches in groups. */
final class Notes {

  private Notes() {}

  static void asked(Call call, GroupKind kind, List<String> groups, int pictures) {
    call.searches(kind.text() + "_group", groups);
    call.brings(pictures);
  }

  static void found(Call call, List<List<SearchGroups.SubjectResult>> pictures) {
    call.found(
        pictures.stream().mapToInt(List::size).sum(),
        pictures.stream().flatMap(List::stream).mapToLong(face -> face.hits().size()).sum());
  }
}

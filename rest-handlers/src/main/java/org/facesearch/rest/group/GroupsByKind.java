package org.facesearch.rest.group;

import java.util.function.Function;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.GroupCalls;

/** The use cases of each kind of groups. */
public final class GroupsByKind {

  private final Function<GroupKind, GroupCalls> calls;

  /**
   * For one node.
   *
   * @param calls may refuse a kind that the node is configured without, by {@code UNAVAILABLE}
   */
  public GroupsByKind(Function<GroupKind, GroupCalls> calls) {
    this.calls = calls;
  }

  GroupCalls of(GroupKind kind) {
    return calls.apply(kind);
  }
}

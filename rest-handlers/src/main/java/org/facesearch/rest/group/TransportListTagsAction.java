package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.usecase.GroupCalls;
import org.facesearch.models.usecase.ManageGroups;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Lists the tags of a group page by page: v1 sections 1.10 and 2.10. */
public final class TransportListTagsAction
    extends GroupAction<TransportListTagsAction.Range, ManageGroups.Tags> {

  @Inject
  public TransportListTagsAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.TAGS, filters, transport, groups);
  }

  /**
   * A part of the tags in ascending order.
   *
   * @param after only tags beyond this one, {@code null} from the start
   */
  public record Range(String group, String after, int limit) {}

  @Override
  CompletionStage<ManageGroups.Tags> run(GroupCalls calls, TransportListTagsAction.Range request) {
    return calls.manage().tags(request.group(), request.after(), request.limit());
  }
}

package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.TagCount;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.rest.UseCaseAction;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Lists the tags of a group page by page: v1 section 2.10. */
public final class TransportListTagsAction
    extends UseCaseAction<TransportListTagsAction.Range, TransportListTagsAction.Tags> {

  private final ManageGroups useCase;

  @Inject
  public TransportListTagsAction(
      TransportService transport, ActionFilters filters, ManageGroups useCase) {
    super(GroupActions.TAGS, filters, transport);
    this.useCase = useCase;
  }

  /**
   * A part of the tags in ascending order.
   *
   * @param after only tags beyond this one, {@code null} from the start
   */
  public record Range(String group, String after, int limit) {}

  /** A page of tags and the capacity of their group. */
  public record Tags(long capacity, Page<TagCount> page) {}

  @Override
  protected CompletionStage<TransportListTagsAction.Tags> run(
      TransportListTagsAction.Range request) {
    return useCase
        .tags(request.group(), request.after(), request.limit())
        .thenApply(page -> new Tags(useCase.capacity(request.group()), page));
  }
}

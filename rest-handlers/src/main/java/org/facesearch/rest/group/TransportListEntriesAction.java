package org.facesearch.rest.group;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.usecase.GroupCalls;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.common.inject.Inject;
import org.opensearch.transport.TransportService;

/** Lists the entries of a group page by page: v1 sections 1.9 and 2.9. */
public final class TransportListEntriesAction
    extends GroupAction<TransportListEntriesAction.Range, Page<StoredEntry>> {

  @Inject
  public TransportListEntriesAction(
      TransportService transport, ActionFilters filters, GroupsByKind groups) {
    super(GroupActions.IMAGES, filters, transport, groups);
  }

  /**
   * A part of the entries in ascending order of their ids.
   *
   * @param tag only those of this tag, {@code null} for all
   * @param after only ids beyond this one, {@code null} from the start
   */
  public record Range(String group, String tag, String after, int limit) {}

  @Override
  CompletionStage<Page<StoredEntry>> run(
      GroupCalls calls, TransportListEntriesAction.Range request) {
    return calls.manage().entries(request.group(), request.tag(), request.after(), request.limit());
  }
}

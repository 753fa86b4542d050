package org.facesearch.plugin.audit;

import org.facesearch.plugin.calls.NoAutoCreate;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.bulk.BulkAction;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;

/**
 * Refuses documents that others than the plugin would write to the audit, change or delete there.
 * Every write of a document, by whichever call, is a bulk in the end.
 */
public final class NobodyElseWrites extends ActionFilter.Simple {

  private final ThreadContext context;

  public NobodyElseWrites(ThreadContext context) {
    this.context = context;
  }

  @Override
  public int order() {
    return 0;
  }

  @Override
  protected boolean apply(String action, ActionRequest request, ActionListener<?> listener) {
    if (!action.equals(BulkAction.NAME)
        || !(request instanceof BulkRequest bulk)
        || NoAutoCreate.isNoted(context)
        || bulk.requests().stream()
            .noneMatch(
                write -> write.index() != null && write.index().startsWith(AuditIndex.PREFIX))) {
      return true;
    }
    listener.onFailure(
        new OpenSearchStatusException(
            "the audit of face searches is written by the plugin alone", RestStatus.FORBIDDEN));
    return false;
  }
}

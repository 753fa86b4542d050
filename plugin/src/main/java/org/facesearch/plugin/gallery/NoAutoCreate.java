package org.facesearch.plugin.gallery;

import java.util.Arrays;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.admin.indices.create.AutoCreateAction;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.transport.client.Client;

/**
 * Keeps a write to a group that has just been removed from creating an index of its name:
 * OpenSearch would, without mapping or marker. Only the plugin's own writes are concerned; they
 * leave a note in the thread context, which this filter reads where the index would be created.
 */
public final class NoAutoCreate extends ActionFilter.Simple {

  private static final String NOTE = "face_search.no_auto_create";

  private final ThreadContext context;

  public NoAutoCreate(ThreadContext context) {
    this.context = context;
  }

  @SuppressWarnings("try") // closing is all it is for
  static void during(Client client, Runnable write) {
    // The note is for this write only: the caller's context comes back when the block ends.
    ThreadContext context = client.threadPool().getThreadContext();
    try (ThreadContext.StoredContext callers = context.newStoredContext(true)) {
      if (context.getTransient(NOTE) == null) {
        context.putTransient(NOTE, true);
      }
      write.run();
    }
  }

  @Override
  public int order() {
    return 0;
  }

  @Override
  protected boolean apply(String action, ActionRequest request, ActionListener<?> listener) {
    if (!action.equals(AutoCreateAction.NAME) || context.getTransient(NOTE) == null) {
      return true;
    }
    String index =
        request instanceof CreateIndexRequest create
            ? create.index()
            : Arrays.toString(new Object[] {request});
    listener.onFailure(new IndexNotFoundException(index));
    return false;
  }
}

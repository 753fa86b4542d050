package org.facesearch.plugin.calls;

import java.util.function.Predicate;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.admin.indices.create.AutoCreateAction;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.transport.client.Client;

/**
 * Keeps writes from creating an index where there should be a group, or a comparison, that has been
 * removed: OpenSearch would, without mapping or marker, and the name would be taken for good.
 *
 * <p>Nobody's write creates an index in the place of a removed group, or of the plugin's own, which
 * those of events are too. Of other names only the plugin's own writes are concerned; they leave a
 * note in the thread context, which this filter reads where the index would be created.
 */
public final class NoAutoCreate extends ActionFilter.Simple {

  private static final String NOTE = "face_search.no_auto_create";

  /** How the names of the plugin's own indices begin, which it makes itself. */
  private static final String OWN = ".face-search-";

  private static final String WHY =
      "no write creates one in the place of a group that was removed: create the group, or the"
          + " index, before";

  private final ThreadContext context;
  private final Predicate<String> removed;
  private final Predicate<String> made;

  /**
   * For one node.
   *
   * @param removed names of groups that were removed
   * @param made names of indices, beside those of {@link #OWN}, that the plugin makes itself
   */
  public NoAutoCreate(ThreadContext context, Predicate<String> removed, Predicate<String> made) {
    this.context = context;
    this.removed = removed;
    this.made = made.or(name -> name.startsWith(OWN));
  }

  @SuppressWarnings("try") // closing is all it is for
  public static void during(Client client, Runnable write) {
    // The note is for this write only: the caller's context comes back when the block ends.
    ThreadContext context = client.threadPool().getThreadContext();
    try (ThreadContext.StoredContext callers = context.newStoredContext(true)) {
      leaveNote(context);
      write.run();
    }
  }

  /** For all calls in this context. */
  public static void leaveNote(ThreadContext context) {
    if (context.getTransient(NOTE) == null) {
      context.putTransient(NOTE, true);
    }
  }

  /** Whether a note is in this context: what is written in it, the plugin writes. */
  public static boolean isNoted(ThreadContext context) {
    return context.getTransient(NOTE) != null;
  }

  @Override
  public int order() {
    return 0;
  }

  @Override
  protected boolean apply(String action, ActionRequest request, ActionListener<?> listener) {
    if (!action.equals(AutoCreateAction.NAME) || !(request instanceof CreateIndexRequest create)) {
      return true;
    }
    if (removed.test(create.index())) {
      listener.onFailure(new IndexNotFoundException(WHY, create.index()));
      return false;
    }
    if (isNoted(context) || made.test(create.index())) {
      listener.onFailure(new IndexNotFoundException(create.index()));
      return false;
    }
    return true;
  }
}

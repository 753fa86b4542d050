package org.facesearch.plugin.calls;

import org.apache.lucene.util.SetOnce;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.identity.PluginSubject;

/**
 * The plugin as a subject of its own, as whom it touches its own indices. Access control is given
 * the chance to tell by this what the plugin does from what its callers do, and may bound it.
 */
public final class OwnName {

  /** OpenSearch tells it after the components were made, and before the node takes calls. */
  private final SetOnce<PluginSubject> subject = new SetOnce<>();

  /** What OpenSearch gives the plugin at the node's start, once. */
  public void assign(PluginSubject given) {
    subject.set(given);
  }

  /**
   * Runs something as the plugin. The thread's context is what it was before once it has run; what
   * it starts goes on as the plugin.
   */
  @SuppressWarnings("try") // closing is all it is for
  void run(ThreadContext context, Runnable work) {
    PluginSubject plugin = subject.get();
    if (plugin == null) {
      // Where nobody tells subjects apart, it is nobody, as OpenSearch's own background work is.
      try (ThreadContext.StoredContext none = context.stashContext()) {
        work.run();
      }
      return;
    }
    plugin.<RuntimeException>runAs(work::run);
  }
}

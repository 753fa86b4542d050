package org.facesearch.rest.call;

import java.util.Optional;
import org.opensearch.common.util.concurrent.ThreadContext;

/** Where the rooms find the call that they work for: it travels in the thread context. */
public final class Calls {

  private static final String NOTE = "face_search.call";

  private final ThreadContext context;

  public Calls(ThreadContext context) {
    this.context = context;
  }

  /** The call that this thread works for; empty where nobody called by HTTP. */
  public Optional<Call> current() {
    return Optional.ofNullable(context.getTransient(NOTE));
  }

  /** What follows in this context is work for a call. */
  public void work(Call call) {
    context.putTransient(NOTE, call);
  }
}

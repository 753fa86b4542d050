package org.facesearch.it.access;

import java.security.Principal;
import java.util.function.Supplier;
import org.opensearch.common.CheckedRunnable;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.identity.NamedPrincipal;
import org.opensearch.identity.PluginSubject;

/** A plugin as a subject: what it runs bears its name, and nobody else's. */
record NamedSubject(String name, Supplier<ThreadContext> context) implements PluginSubject {

  @Override
  public Principal getPrincipal() {
    return new NamedPrincipal(name);
  }

  @Override
  @SuppressWarnings("try") // closing is all it is for
  public <E extends Exception> void runAs(CheckedRunnable<E> work) throws E {
    try (ThreadContext.StoredContext callers = context.get().stashContext()) {
      context.get().putHeader(Rights.PLUGIN, name);
      work.run();
    }
  }
}

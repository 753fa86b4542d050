package org.facesearch.it.access;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.identity.PluginSubject;
import org.opensearch.identity.Subject;
import org.opensearch.identity.noop.NoopTokenManager;
import org.opensearch.identity.tokens.TokenManager;
import org.opensearch.index.IndexModule;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.IdentityPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.rest.RestHeaderDefinition;
import org.opensearch.script.ScriptService;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;

/** Hands OpenSearch the parts of this package. */
public final class AccessControlPlugin extends Plugin implements ActionPlugin, IdentityPlugin {

  private ThreadPool threads;

  @Override
  public Collection<Object> createComponents(
      Client client,
      ClusterService cluster,
      ThreadPool threads,
      ResourceWatcherService watcher,
      ScriptService scripts,
      NamedXContentRegistry xContent,
      Environment environment,
      NodeEnvironment nodeEnvironment,
      NamedWriteableRegistry writeables,
      IndexNameExpressionResolver resolver,
      Supplier<RepositoriesService> repositories) {
    this.threads = threads;
    return List.of();
  }

  @Override
  public Collection<RestHeaderDefinition> getRestHeaders() {
    return Stream.of(Rights.MAY_TOUCH, Rights.HIDDEN_TAG, Rights.HIDE_BY)
        .map(name -> new RestHeaderDefinition(name, false))
        .toList();
  }

  @Override
  public List<ActionFilter> getActionFilters() {
    return List.of(new AccessFilter(() -> new Rights(threads.getThreadContext())));
  }

  @Override
  public void onIndexModule(IndexModule index) {
    HiddenDocuments hidden = new HiddenDocuments(() -> new Rights(threads.getThreadContext()));
    index.setReaderWrapper(service -> hidden::without);
    index.addSearchOperationListener(hidden);
  }

  @Override
  public Subject getCurrentSubject() {
    return new NamedSubject("somebody", null);
  }

  @Override
  public TokenManager getTokenManager() {
    return new NoopTokenManager();
  }

  /** OpenSearch asks before the components are made, and uses it after. */
  @Override
  public PluginSubject getPluginSubject(Plugin plugin) {
    return new NamedSubject(plugin.getClass().getName(), () -> threads.getThreadContext());
  }
}

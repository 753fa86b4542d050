package org.facesearch.plugin.faceset;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.lucene.util.SetOnce;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceSetException;
import org.facesearch.models.faceset.FaceSetException.Reason;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.faceset.TokenFace;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.usecase.Causes;
import org.facesearch.plugin.calls.NoAutoCreate;
import org.facesearch.plugin.calls.OwnName;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.gallery.RemovedGroups;
import org.facesearch.plugin.mapper.VisualVectorTestPlugin;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.indices.SystemIndexDescriptor;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.SystemIndexPlugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.script.ScriptService;
import org.opensearch.test.OpenSearchSingleNodeTestCase;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;

/** The stores on one node, with a clock that is set by hand. Vectors have 8 dimensions. */
abstract class FaceSetStoreTestCase extends OpenSearchSingleNodeTestCase {

  static final String OWNER = "a-key";
  static final String MODEL = "tiny-face";

  /** How many FaceSets, or tokens, the sweep reads at a time. */
  static final int AT_ONCE = 2;

  private static final int DIMENSION = 8;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final HexTokens random = new HexTokens();
  final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);

  PluginClient client;
  ClusterService cluster;
  IndexFaceSets faceSets;
  IndexFaceTokens tokens;
  FaceSetSweep sweep;

  /** Registers the indices, and the filter that keeps writes from creating them. */
  public static final class OwnIndicesPlugin extends Plugin implements SystemIndexPlugin {
    @Override
    public Collection<SystemIndexDescriptor> getSystemIndexDescriptors(Settings settings) {
      return FaceSetWiring.systemIndices();
    }

    /** As a security plugin tells who calls. */
    static final String USER = "a-user";

    private final SetOnce<ThreadPool> threads = new SetOnce<>();

    /** Of each call of the node: what was asked, and by whom. */
    final Queue<String> users = new ConcurrentLinkedQueue<>();

    @Override
    public Collection<Object> createComponents(
        Client client,
        ClusterService cluster,
        ThreadPool pools,
        ResourceWatcherService watcher,
        ScriptService scripts,
        NamedXContentRegistry xContent,
        Environment environment,
        NodeEnvironment nodeEnvironment,
        NamedWriteableRegistry writeables,
        IndexNameExpressionResolver resolver,
        Supplier<RepositoriesService> repositories) {
      threads.set(pools);
      return List.of();
    }

    @Override
    public List<ActionFilter> getActionFilters() {
      return List.of(
          new NoAutoCreate(
              threads.get().getThreadContext(), new RemovedGroups()::contains, none -> false),
          new SeenUsers());
    }

    /** Notes in whose name calls are made. */
    private final class SeenUsers extends ActionFilter.Simple {
      @Override
      public int order() {
        return 0;
      }

      @Override
      protected boolean apply(String action, ActionRequest request, ActionListener<?> listener) {
        Object user = threads.get().getThreadContext().getTransient(USER);
        users.add(user == null ? action + " by nobody" : action + " by " + user);
        return true;
      }
    }
  }

  @Override
  protected Collection<Class<? extends Plugin>> getPlugins() {
    return List.of(VisualVectorTestPlugin.class, OwnIndicesPlugin.class);
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    client = new PluginClient(client(), new OwnName());
    cluster = getInstanceFromNode(ClusterService.class);
    faceSets = new IndexFaceSets(client, cluster, now::get);
    tokens = new IndexFaceTokens(client, cluster, faceSets, now::get);
    sweep = new FaceSetSweep(client, cluster, tokens, faceSets, now::get, AT_ONCE);
  }

  @Override
  public void tearDown() throws Exception {
    for (String index : List.of(TokenIndex.NAME, FaceSetIndex.NAME)) {
      if (cluster.state().metadata().hasIndex(index)) {
        client().admin().indices().prepareDelete(index).get();
      }
    }
    super.tearDown();
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /** A direction between two axes: a share of 0 is the first, 1 the second. */
  static float[] between(int first, int second, double share) {
    float[] vector = new float[DIMENSION];
    vector[first] = (float) Math.cos(share * Math.PI / 2);
    vector[second] = (float) Math.sin(share * Math.PI / 2);
    return vector;
  }

  TokenFace face(String owner, String model, float[] vector) {
    return new TokenFace(
        random.next(),
        owner,
        "image",
        new BoundingBox(1, 2, 30, 40, 0.75),
        "",
        new TokenFace.Embedding(model, vector),
        List.of(),
        now.get());
  }

  /** Stores a face and gives its token. */
  String stored(float[] vector) {
    TokenFace face = face(OWNER, MODEL, vector);
    join(tokens.add(List.of(face)));
    return face.token();
  }

  FaceSet newSet(String owner, String outerId, String... tags) {
    return new FaceSet(
        random.next(), owner, new FaceSet.About(outerId, "", List.of(tags), ""), now.get());
  }

  FaceSet created(String outerId, String... tags) {
    FaceSet set = newSet(OWNER, outerId, tags);
    join(faceSets.create(set));
    return set;
  }

  long documents(String index) {
    client().admin().indices().prepareRefresh(index).get();
    return client().prepareSearch(index).setSize(0).get().getHits().getTotalHits().value();
  }

  static FaceSet.About about(String outerId) {
    return new FaceSet.About(outerId, "", List.of(), "");
  }

  static Reason refused(CompletionStage<?> call) {
    return failure(FaceSetException.class, () -> call).reason();
  }

  static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static <E extends Throwable> E failure(Class<E> type, Supplier<CompletionStage<?>> call) {
    try {
      join(call.get());
    } catch (CompletionException e) {
      return type.cast(Causes.of(e));
    }
    throw new AssertionError("nothing failed");
  }
}

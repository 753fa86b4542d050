package org.facesearch.plugin.mapper;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.facesearch.models.score.Calibration;
import org.facesearch.models.score.FmrTable;
import org.facesearch.plugin.codec.FaceSearchCodecServiceFactory;
import org.facesearch.plugin.codec.FaceSearchIndexSettings;
import org.facesearch.plugin.exact.CosineAtLeastQueryBuilder;
import org.facesearch.plugin.fetch.RestOfSource;
import org.facesearch.plugin.fetch.RestOfSourceBuilder;
import org.facesearch.plugin.query.FakeProbes;
import org.facesearch.plugin.query.FieldModels;
import org.facesearch.plugin.query.Probes;
import org.facesearch.plugin.query.VisualKnnQueryBuilder;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Setting;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.codec.CodecServiceFactory;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.plugins.EnginePlugin;
import org.opensearch.plugins.MapperPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.script.ScriptService;
import org.opensearch.search.fetch.FetchSubPhase;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;

/** The field type, the query and the codec, without the rest of the plugin. */
public final class VisualVectorTestPlugin extends Plugin
    implements MapperPlugin, SearchPlugin, EnginePlugin {
  /** Aliases {@code face} and {@code image}, for models of dimension 8 and 128. */
  public static final VectorModels MODELS =
      new VectorModels() {
        @Override
        public VectorModel resolve(String name) {
          return switch (name) {
            case "face", "tiny-face" -> new VectorModel("tiny-face", 8);
            case "image", "test-image" -> new VectorModel("test-image", 128);
            case "huge" -> new VectorModel("huge", 1025);
            default -> throw new IllegalArgumentException("no model [" + name + "]");
          };
        }

        @Override
        public Optional<Calibration> calibration(String id) {
          return id.equals("tiny-face") ? Optional.of(CALIBRATION) : Optional.empty();
        }
      };

  /** What is known of {@code tiny-face}. */
  public static final Calibration CALIBRATION =
      Calibration.ofFaces(
          new FmrTable(List.of(new FmrTable.Point(1e-2, .3), new FmrTable.Point(1e-6, .7))));

  private final VectorModels models;

  private final AtomicInteger embedded = new AtomicInteger();

  /** Where there is no node, those of a made-up cluster. */
  private Probes probes = FakeProbes.withoutNode();

  public VisualVectorTestPlugin() {
    this(MODELS);
  }

  VisualVectorTestPlugin(VectorModels models) {
    this.models = models;
  }

  /** How many pictures of searches were embedded by this node. */
  public int embedded() {
    return embedded.get();
  }

  @Override
  public Map<String, Mapper.TypeParser> getMappers() {
    return Map.of(VisualVectorFieldMapper.CONTENT_TYPE, new VisualVectorTypeParser(models));
  }

  @Override
  public List<QuerySpec<?>> getQueries() {
    return List.of(VisualKnnQueryBuilder.spec(() -> probes), CosineAtLeastQueryBuilder.spec());
  }

  @Override
  public List<FetchSubPhase> getFetchSubPhases(FetchPhaseConstructionContext context) {
    return List.of(new RestOfSource());
  }

  @Override
  public List<SearchExtSpec<?>> getSearchExts() {
    return List.of(RestOfSourceBuilder.spec());
  }

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
    probes = FakeProbes.on(new FieldModels(cluster::state, resolver, writeables), embedded);
    return List.of();
  }

  @Override
  public List<Setting<?>> getSettings() {
    return List.of(FaceSearchIndexSettings.ENABLED);
  }

  @Override
  public Optional<CodecServiceFactory> getCustomCodecServiceFactory(IndexSettings index) {
    return FaceSearchCodecServiceFactory.forIndex(index);
  }
}

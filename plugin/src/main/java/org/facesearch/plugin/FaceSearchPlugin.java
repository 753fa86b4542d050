package org.facesearch.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.util.SetOnce;
import org.facesearch.ingest.DocumentQueue;
import org.facesearch.ingest.FaceEmbeddingProcessor;
import org.facesearch.ingest.FaceEventProcessor;
import org.facesearch.ingest.ImageEmbeddingProcessor;
import org.facesearch.ingest.TargetModels;
import org.facesearch.models.bundle.Manifest;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.EmbedFaces;
import org.facesearch.models.usecase.EmbedImages;
import org.facesearch.models.usecase.FindFaces;
import org.facesearch.models.usecase.FindWholePictures;
import org.facesearch.models.usecase.GroupModel;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.event.CheckLiveness;
import org.facesearch.models.usecase.event.ObserveFace;
import org.facesearch.models.usecase.event.ReceiveEvent;
import org.facesearch.plugin.calls.CallClient;
import org.facesearch.plugin.calls.NoAutoCreate;
import org.facesearch.plugin.calls.OwnName;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.codec.FaceSearchCodecServiceFactory;
import org.facesearch.plugin.codec.FaceSearchIndexSettings;
import org.facesearch.plugin.event.EventIndex;
import org.facesearch.plugin.event.EventSettings;
import org.facesearch.plugin.event.EventWiring;
import org.facesearch.plugin.exact.CosineAtLeastQueryBuilder;
import org.facesearch.plugin.exact.NearestAggregationBuilder;
import org.facesearch.plugin.facepp.Facepp;
import org.facesearch.plugin.faceset.FaceSetSettings;
import org.facesearch.plugin.faceset.FaceSetWiring;
import org.facesearch.plugin.fetch.CopiesWithVectors;
import org.facesearch.plugin.fetch.RestOfSource;
import org.facesearch.plugin.fetch.RestOfSourceBuilder;
import org.facesearch.plugin.fetch.SearchWithoutVectors;
import org.facesearch.plugin.fetch.TopHitsWithoutVectors;
import org.facesearch.plugin.forms.FormsOnThePort;
import org.facesearch.plugin.gallery.ComparisonIndex;
import org.facesearch.plugin.gallery.GroupSettings;
import org.facesearch.plugin.gallery.GroupWiring;
import org.facesearch.plugin.gallery.RemovedGroups;
import org.facesearch.plugin.inference.Analyses;
import org.facesearch.plugin.inference.BundleGroupModels;
import org.facesearch.plugin.inference.FaceEngine;
import org.facesearch.plugin.inference.PictureVectors;
import org.facesearch.plugin.inference.PictureWiring;
import org.facesearch.plugin.mapper.VisualVectorFieldMapper;
import org.facesearch.plugin.mapper.VisualVectorTypeParser;
import org.facesearch.plugin.matching.MatchOrAddAction;
import org.facesearch.plugin.matching.TransportMatchOrAddAction;
import org.facesearch.plugin.observe.BreakerAccount;
import org.facesearch.plugin.observe.NodeStatus;
import org.facesearch.plugin.observe.ObserveWiring;
import org.facesearch.plugin.query.FieldModels;
import org.facesearch.plugin.query.Probes;
import org.facesearch.plugin.query.SearchTasks;
import org.facesearch.plugin.query.VisualKnnQueryBuilder;
import org.facesearch.plugin.reembed.ReembedSettings;
import org.facesearch.plugin.reembed.ReembedWiring;
import org.facesearch.plugin.settings.DetectSettings;
import org.facesearch.plugin.settings.FaceSearchSettings;
import org.facesearch.plugin.settings.FaceppSettings;
import org.facesearch.plugin.settings.SophonSettings;
import org.facesearch.plugin.settings.ThreadPools;
import org.facesearch.plugin.sophonmatch.SophonWiring;
import org.facesearch.plugin.stats.StatsAction;
import org.facesearch.plugin.stats.StatsRequest;
import org.facesearch.plugin.stats.StoredFaces;
import org.facesearch.plugin.stats.TransportStatsAction;
import org.facesearch.plugin.terms.TermPageAggregationBuilder;
import org.facesearch.rest.admin.AdminApi;
import org.facesearch.rest.call.CallObserver;
import org.facesearch.rest.call.ObservedHandler;
import org.facesearch.rest.facepp.FaceppApi;
import org.facesearch.rest.group.CompareStatus;
import org.facesearch.rest.group.GroupApi;
import org.facesearch.rest.reembed.ReembedApi;
import org.facesearch.rest.reembed.ReembedStatus;
import org.facesearch.rest.sophonmatch.SophonApi;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.node.DiscoveryNodes;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.lifecycle.Lifecycle;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.IndexScopedSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsFilter;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.common.util.io.IOUtils;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.common.breaker.CircuitBreaker;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.identity.PluginSubject;
import org.opensearch.index.IndexModule;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.codec.CodecServiceFactory;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.indices.SystemIndexDescriptor;
import org.opensearch.indices.breaker.BreakerSettings;
import org.opensearch.ingest.Processor;
import org.opensearch.plugins.CircuitBreakerPlugin;
import org.opensearch.plugins.EnginePlugin;
import org.opensearch.plugins.IdentityAwarePlugin;
import org.opensearch.plugins.IngestPlugin;
import org.opensearch.plugins.MapperPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.ReloadablePlugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.plugins.SystemIndexPlugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;
import org.opensearch.script.ScriptService;
import org.opensearch.search.fetch.FetchSubPhase;
import org.opensearch.threadpool.ExecutorBuilder;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;

/** Wires the rooms together; holds no logic of its own. */
public final class FaceSearchPlugin extends Plugin
    implements CircuitBreakerPlugin,
        EnginePlugin,
        IdentityAwarePlugin,
        IngestPlugin,
        MapperPlugin,
        ReloadablePlugin,
        SearchPlugin,
        SystemIndexPlugin {

  private final Settings settings;
  private final Facepp facepp;
  private final FormsOnThePort forms =
      new FormsOnThePort(List.of(FaceppApi.ROUTES, SophonApi.ROUTES));
  private final BreakerAccount memory = new BreakerAccount();
  private final FaceEngine engine;
  private final OwnName ownName = new OwnName();

  /** OpenSearch asks for the queries before there is anything that they could use. */
  private final SetOnce<Probes> probes = new SetOnce<>();

  /** Ingest processors are made before the components, and need these of them. */
  private final SetOnce<EmbedFaces> faceEmbedding = new SetOnce<>();

  private final SetOnce<EmbedImages> imageEmbedding = new SetOnce<>();

  private final SetOnce<ReceiveEvent> receiving = new SetOnce<>();

  private final SetOnce<FieldModels> fieldModels = new SetOnce<>();

  /** OpenSearch tells of indices later, and through another method. */
  private final SetOnce<EventWiring> events = new SetOnce<>();

  /** Handlers are made after the components, and what they do is observed. */
  private final SetOnce<CallObserver> observer = new SetOnce<>();

  private final SetOnce<DocumentQueue> documents = new SetOnce<>();

  private final List<ActionFilter> filters = new ArrayList<>();
  private final List<Closeable> closing = new ArrayList<>();

  public FaceSearchPlugin(Settings settings, Path config) {
    this.settings = settings;
    this.facepp = new Facepp(settings);
    this.engine = new FaceEngine(settings, config, memory.outsideHeap());
    closing.add(engine);
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
    ClusterSettings current = cluster.getClusterSettings();
    engine.follow(current);
    ObserveWiring observing =
        new ObserveWiring(new PluginClient(client, ownName), threads, cluster, memory);
    observer.set(observing.observer());
    Client calling = new CallClient(client, cluster, observing.calls());
    PluginClient own = new PluginClient(calling, ownName);
    // Before HTTP opens: no call then waits for models to load, least of all on a network thread.
    engine.warm();
    RemovedGroups removed = new RemovedGroups();
    cluster.addStateApplier(removed);
    filters.add(
        new NoAutoCreate(threads.getThreadContext(), removed::contains, EventIndex::isReserved));
    filters.add(new CopiesWithVectors());
    SearchTasks searches = new SearchTasks(threads);
    filters.add(searches);
    filters.addAll(observing.filters());
    sweep(cluster, threads, observing.sweep());

    PictureWiring seeing =
        new PictureWiring(settings, current, threads, engine, memory, observing.watch());
    // Downloads end first: their pictures would be analysed.
    closing.addFirst(seeing.downloads());
    PictureWork pictures = seeing.pictures();
    AnalyzeFaces analysis = seeing.faces();
    AnalyzeImage imageAnalysis = seeing.images();
    Analyses analyses =
        new Analyses(seeing.decoder(), engine.embedders(), engine.attributes(), observing.watch());
    fieldModels.set(new FieldModels(cluster::state, resolver, writeables));
    probes.set(
        new Probes(
            new PictureVectors(pictures, engine.embedders(), analyses, searches),
            fieldModels.get()));
    faceEmbedding.set(new EmbedFaces(pictures, analysis));
    imageEmbedding.set(new EmbedImages(pictures, imageAnalysis));
    FaceSetWiring faceSets = new FaceSetWiring(own, cluster);
    GroupWiring groups =
        new GroupWiring(
            settings,
            calling,
            own,
            cluster,
            Map.of(
                GroupKind.FACE,
                new BundleGroupModels(
                    "face",
                    () -> GroupModel.of(engine.models().get()),
                    engine.embedders(),
                    Manifest::embedsFaces),
                GroupKind.IMAGE,
                new BundleGroupModels(
                    "image",
                    () -> GroupModel.of(engine.imageModel().get()),
                    engine.embedders(),
                    Manifest::embedsPictures)));
    sweep(cluster, threads, groups.sweep());
    sweep(cluster, threads, faceSets.sweep());
    EventWiring eventLog = new EventWiring(calling, own, cluster, engine.models());
    events.set(eventLog);
    eventLog.sweeps().forEach(work -> sweep(cluster, threads, work));
    ObserveFace observingFaces = eventLog.observing(pictures, analysis);
    receiving.set(eventLog.receiving(observingFaces));
    List<Object> components =
        new ArrayList<>(
            groups.useCases(
                Map.of(
                    GroupKind.FACE,
                    new FindFaces(
                        pictures,
                        analyses::faces,
                        FaceSearchSettings.V1_MULTI_FACES_MODE.get(settings) == 0),
                    GroupKind.IMAGE,
                    new FindWholePictures(pictures, analyses::pictures))));
    components.addAll(faceSets.useCases(pictures, analysis, engine.models()));
    components.addAll(eventLog.useCases(pictures, analysis));
    components.addAll(
        new ReembedWiring(
                client,
                own,
                cluster,
                engine.embedders(),
                pictures,
                analyses,
                ThreadPools.parallelInferences(settings))
            .useCases());
    components.addAll(
        new SophonWiring(settings, eventLog, engine.models())
            .useCases(
                observingFaces,
                new CheckLiveness(
                    pictures,
                    seeing.decoder(),
                    engine.models(),
                    engine.attributes(),
                    () -> current.get(SophonSettings.LIVENESS_THRESHOLD))));
    components.add(
        observing
            .status()
            .with("memory", () -> NodeStatus.of(seeing.memory()))
            .with("models", () -> NodeStatus.of(engine.loaded()))
            .with("comparisons", () -> Map.of("running", groups.comparisons()))
            .with("ingest", this::ingesting));
    components.add(new StoredFaces(calling, own, cluster));
    components.add(forms);
    return components;
  }

  private Map<String, Object> ingesting() {
    DocumentQueue queue = documents.get();
    return Map.of("running", queue.running(), "waiting", queue.waiting());
  }

  /** Works once there is a cluster state, which a node that starts slowly does not have at once. */
  private void sweep(ClusterService cluster, ThreadPool threads, Runnable work) {
    Runnable whenStarted =
        () -> {
          if (cluster.lifecycleState() == Lifecycle.State.STARTED) {
            work.run();
          }
        };
    TimeValue interval = FaceSearchSettings.SWEEP_INTERVAL.get(settings);
    closing.addFirst(
        threads.scheduleWithFixedDelay(whenStarted, interval, ThreadPool.Names.GENERIC)::cancel);
  }

  @Override
  public List<Setting<?>> getSettings() {
    List<Setting<?>> all = new ArrayList<>(FaceSearchSettings.all());
    all.addAll(DetectSettings.all());
    all.addAll(FaceppSettings.all());
    all.addAll(GroupSettings.all());
    all.addAll(FaceSetSettings.all());
    all.addAll(EventSettings.all());
    all.addAll(ReembedSettings.all());
    all.addAll(SophonSettings.all());
    all.addAll(ObserveWiring.settings());
    all.addAll(ComparisonIndex.settings());
    all.add(FaceSearchIndexSettings.ENABLED);
    return all;
  }

  @Override
  public Collection<SystemIndexDescriptor> getSystemIndexDescriptors(Settings nodeSettings) {
    return Stream.of(
            FaceSetWiring.systemIndices(),
            ComparisonIndex.systemIndices(),
            ReembedWiring.systemIndices())
        .flatMap(Collection::stream)
        .toList();
  }

  @Override
  public void assignSubject(PluginSubject subject) {
    ownName.assign(subject);
  }

  @Override
  public BreakerSettings getCircuitBreaker(Settings nodeSettings) {
    return memory.settings(nodeSettings);
  }

  @Override
  public void setCircuitBreaker(CircuitBreaker breaker) {
    memory.count(breaker);
  }

  @Override
  public List<ExecutorBuilder<?>> getExecutorBuilders(Settings nodeSettings) {
    return ThreadPools.builders(nodeSettings);
  }

  @Override
  public Map<String, Mapper.TypeParser> getMappers() {
    return Map.of(
        VisualVectorFieldMapper.CONTENT_TYPE, new VisualVectorTypeParser(engine.vectorModels()));
  }

  @Override
  public List<QuerySpec<?>> getQueries() {
    return List.of(VisualKnnQueryBuilder.spec(probes::get), CosineAtLeastQueryBuilder.spec());
  }

  @Override
  public List<AggregationSpec> getAggregations() {
    return List.of(NearestAggregationBuilder.spec(), TermPageAggregationBuilder.spec());
  }

  @Override
  public List<NamedWriteableRegistry.Entry> getNamedWriteables() {
    return List.of(CompareStatus.entry(), ReembedStatus.entry());
  }

  @Override
  public List<FetchSubPhase> getFetchSubPhases(FetchPhaseConstructionContext context) {
    return List.of(new TopHitsWithoutVectors(), new RestOfSource());
  }

  @Override
  public List<SearchExtSpec<?>> getSearchExts() {
    return List.of(RestOfSourceBuilder.spec());
  }

  @Override
  public void onIndexModule(IndexModule index) {
    index.addSearchOperationListener(new SearchWithoutVectors());
    events.get().onIndex(index);
  }

  @Override
  public Optional<CodecServiceFactory> getCustomCodecServiceFactory(IndexSettings index) {
    return FaceSearchCodecServiceFactory.forIndex(index);
  }

  @Override
  public Map<String, Processor.Factory> getProcessors(Processor.Parameters parameters) {
    DocumentQueue queue =
        new DocumentQueue(
            ThreadPools.parallelDocuments(settings),
            FaceSearchSettings.INGEST_QUEUE.get(settings),
            parameters.threadContext);
    TargetModels targets = (index, field) -> fieldModels.get().ofWrites(index, field);
    documents.set(queue);
    return Map.of(
        FaceEmbeddingProcessor.TYPE,
        new FaceEmbeddingProcessor.Factory(
            request -> faceEmbedding.get().run(request), queue, targets),
        ImageEmbeddingProcessor.TYPE,
        new ImageEmbeddingProcessor.Factory(
            pictures -> imageEmbedding.get().run(pictures), queue, targets),
        FaceEventProcessor.TYPE,
        new FaceEventProcessor.Factory(receiving::get, InstantSource.system(), queue));
  }

  @Override
  public List<RestHandler> getRestHandlers(
      Settings nodeSettings,
      RestController controller,
      ClusterSettings clusterSettings,
      IndexScopedSettings indexSettings,
      SettingsFilter settingsFilter,
      IndexNameExpressionResolver resolver,
      Supplier<DiscoveryNodes> nodes) {
    forms.handlersAreIn(controller);
    List<RestHandler> handlers = new ArrayList<>(facepp.handlers(clusterSettings));
    handlers.addAll(
        AdminApi.handlers(new AdminApi.Stats<>(StatsAction.INSTANCE, StatsRequest::new)));
    handlers.addAll(ReembedApi.handlers());
    handlers.addAll(SophonApi.handlers());
    handlers.addAll(
        GroupApi.handlers(
            () -> clusterSettings.get(FaceSearchSettings.V1_THRESHOLD),
            () -> clusterSettings.get(FaceSearchSettings.V1_IMAGE_THRESHOLD),
            () -> clusterSettings.get(FaceSearchSettings.MAX_PER_REQUEST)));
    return ObservedHandler.all(handlers, observer.get());
  }

  @Override
  public List<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> getActions() {
    List<ActionHandler<?, ?>> actions = new ArrayList<>(GroupApi.actions());
    actions.addAll(FaceppApi.actions());
    actions.addAll(AdminApi.actions());
    actions.addAll(ReembedApi.actions());
    actions.addAll(SophonApi.actions());
    actions.add(new ActionHandler<>(StatsAction.INSTANCE, TransportStatsAction.class));
    actions.add(new ActionHandler<>(MatchOrAddAction.INSTANCE, TransportMatchOrAddAction.class));
    return List.copyOf(actions);
  }

  @Override
  public List<ActionFilter> getActionFilters() {
    return filters;
  }

  /** New secure settings: the keys of the Face++ API. */
  @Override
  public void reload(Settings reloaded) {
    facepp.reload(reloaded);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(closing);
  }
}

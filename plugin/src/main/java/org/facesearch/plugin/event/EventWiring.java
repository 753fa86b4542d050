package org.facesearch.plugin.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.facesearch.ingest.FaceEventProcessor;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.event.EventPictures;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.gallery.People;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.GroupModel;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.event.EventTimes;
import org.facesearch.models.usecase.event.IdentifyFace;
import org.facesearch.models.usecase.event.InstallEvents;
import org.facesearch.models.usecase.event.ObserveFace;
import org.facesearch.models.usecase.event.ProbeFace;
import org.facesearch.models.usecase.event.ReadEventPicture;
import org.facesearch.models.usecase.event.ReceiveEvent;
import org.facesearch.models.usecase.event.RemovePerson;
import org.facesearch.models.usecase.event.SearchEvents;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Rounds;
import org.facesearch.plugin.gallery.IndexGalleries;
import org.facesearch.plugin.gallery.IndexPeople;
import org.facesearch.plugin.settings.SophonSettings;
import org.facesearch.rest.admin.RemovingByTask;
import org.facesearch.rest.sophonmatch.SearchEventsByTask;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.index.IndexModule;
import org.opensearch.tasks.Task;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.ParentTaskAssigningClient;

/** The events of one node, put together. */
public final class EventWiring {

  private static final double MILLIS = 1000;

  private final Client client;
  private final PluginClient own;
  private final ClusterService cluster;
  private final ClusterSettings settings;
  private final Supplier<FaceModels> models;
  private final InstantSource clock = InstantSource.system();
  private final PictureRemoval pictureRemoval;
  private final PictureSweep pictureSweep;

  /**
   * For one node.
   *
   * @param models asked at every call
   */
  public EventWiring(
      Client client, PluginClient own, ClusterService cluster, Supplier<FaceModels> models) {
    this.client = client;
    this.own = own;
    this.cluster = cluster;
    this.settings = cluster.getClusterSettings();
    this.models = models;
    this.pictureRemoval =
        new PictureRemoval(own, () -> cluster.state().metadata(), PictureRemoval.Bounds.USUAL);
    this.pictureSweep = new PictureSweep(own, cluster, clock);
    cluster.addListener(pictureSweep);
  }

  /** The log, in the name of whoever calls. */
  public EventLog log() {
    return log(client);
  }

  private EventLog log(Client caller) {
    return new IndexEventLog(caller, partitions(caller));
  }

  private EventPartitions partitions(Client caller) {
    return new EventPartitions(caller, cluster, () -> settings.get(EventSettings.SHARDS));
  }

  /** The pictures of events, in the name of whoever calls. */
  public EventPictures pictures() {
    return new IndexEventPictures(
        client,
        cluster,
        () -> model().id(),
        () -> settings.get(EventSettings.SHARDS),
        pictureRemoval);
  }

  private GroupModel model() {
    return GroupModel.of(models.get());
  }

  /** The people who are recognised, in the name of whoever calls. */
  public People people() {
    return people(client);
  }

  private People people(Client caller) {
    return new IndexPeople(caller, cluster, () -> settings.get(SophonSettings.IDENTITY_GROUP));
  }

  /** Tells whose a face is, in the name of whoever calls. */
  public IdentifyFace identifying() {
    return new IdentifyFace(
        new IndexGalleries(client, cluster, GroupKind.FACE),
        models,
        people(),
        () ->
            new IdentifyFace.Gallery(
                settings.get(SophonSettings.IDENTITY_GROUP),
                settings.get(SophonSettings.THRESHOLD)));
  }

  /** Makes events of pictures, in the name of whoever calls. */
  public ObserveFace observing(PictureWork pictures, AnalyzeFaces analysis) {
    return new ObserveFace(
        pictures,
        analysis,
        identifying(),
        pictures(),
        () -> settings.get(EventSettings.STORE_PICTURES),
        () -> settings.get(EventSettings.ATTRIBUTES));
  }

  /** When events may have happened. */
  public EventTimes times() {
    return new EventTimes(
        clock, () -> Duration.ofMillis(settings.get(EventSettings.MAX_AHEAD).millis()));
  }

  /** Makes events of what clients send, in their name. */
  public ReceiveEvent receiving(ObserveFace observing) {
    return new ReceiveEvent(observing, partitions(client), times(), this::model);
  }

  /** The use cases of the calls that are about events. */
  public List<Object> useCases(PictureWork pictures, AnalyzeFaces analysis) {
    ProbeFace probe = new ProbeFace(pictures, analysis);
    EventPartitions partitions = partitions(client);
    return List.of(
        new ReadEventPicture(pictures()),
        new InstallEvents(
            new IndexEventIntake(
                client,
                FaceEventProcessor.TYPE,
                () -> partitions.open(model().id(), model().dimension(), clock.millis() / MILLIS))),
        new RemovingByTask(task -> removing(child(task))),
        new SearchEventsByTask(task -> new SearchEvents(log(child(task)), probe, models, clock)));
  }

  private RemovePerson removing(Client caller) {
    return new RemovePerson(people(caller), new IndexSightings(caller, cluster));
  }

  /** What it asks of the cluster is part of the task, and ends with it. */
  private Client child(Task task) {
    return new ParentTaskAssigningClient(client, cluster.localNode(), task);
  }

  /** What an index needs whose events may have pictures. */
  public void onIndex(IndexModule index) {
    if (!EventSettings.MODEL.get(index.getSettings()).isEmpty()) {
      index.addIndexOperationListener(pictureRemoval);
    }
  }

  /** To be run now and then, on every node. */
  public List<Runnable> sweeps() {
    EventSweep events =
        new EventSweep(
            own, cluster, partitions(own), () -> settings.get(EventSettings.RETENTION), clock);
    return List.of(
        new Rounds(cluster::state, "events that are over could not all be removed", events::sweep),
        pictureSweep);
  }
}

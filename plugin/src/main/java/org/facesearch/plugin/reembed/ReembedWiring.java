package org.facesearch.plugin.reembed;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.models.reembed.ReembedRequest;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.reembed.ManageReembeddings;
import org.facesearch.models.usecase.reembed.NewFaceVectors;
import org.facesearch.models.usecase.reembed.NewPictureVectors;
import org.facesearch.models.usecase.reembed.NewVectors;
import org.facesearch.models.usecase.reembed.RunReembedding;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Stages;
import org.facesearch.plugin.inference.Analyses;
import org.facesearch.plugin.inference.Embedders;
import org.facesearch.rest.reembed.ReembeddingByTask;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.indices.SystemIndexDescriptor;
import org.opensearch.tasks.Task;
import org.opensearch.transport.client.Client;
import org.opensearch.transport.client.ParentTaskAssigningClient;

/** The parts of changing models of one node, put together. */
public final class ReembedWiring implements ReembeddingByTask.UseCases {

  private final Client client;
  private final ClusterService cluster;
  private final IndexReembeddings store;
  private final ReembedPlans plans;
  private final PictureWork pictures;
  private final Analyses analyses;
  private final int lanes;

  /**
   * For one node.
   *
   * @param own keeps what becomes of them
   * @param inferences that run at a time
   */
  public ReembedWiring(
      Client client,
      PluginClient own,
      ClusterService cluster,
      Embedders embedders,
      PictureWork pictures,
      Analyses analyses,
      int inferences) {
    this.client = client;
    this.cluster = cluster;
    this.store = new IndexReembeddings(own, cluster);
    this.plans = new ReembedPlans(this::metadata, embedders);
    this.pictures = pictures;
    this.analyses = analyses;
    // The other half is for searches, even before they wait.
    this.lanes = Math.max(1, inferences / 2);
  }

  /** The use cases. */
  public List<Object> useCases() {
    ManageReembeddings manage =
        new ManageReembeddings(
            store,
            reembedding -> new CopyOfIndex(client, client, this::metadata, reembedding),
            InstantSource.system());
    return List.of(manage, new ReembeddingByTask(this, manage, () -> cluster.localNode().getId()));
  }

  @Override
  public CompletionStage<ReembedPlan> plan(ReembedRequest request, String id) {
    // A model may have to be loaded.
    return Stages.offNetwork(client, Stages.<Void>of(listener -> listener.onResponse(null)))
        .thenApply(here -> plans.of(request, id));
  }

  @Override
  public RunReembedding of(Reembedding begun, Task task, Consumer<Reembedding> progress) {
    Client working = new ParentTaskAssigningClient(client, cluster.localNode(), task);
    return new RunReembedding(
        begun,
        store,
        new CopyOfIndex(client, working, this::metadata, begun),
        new PatientVectors(client, vectors(begun.plan())),
        lanes,
        InstantSource.system(),
        progress);
  }

  private NewVectors vectors(ReembedPlan plan) {
    String model = plan.to().id();
    return plan.to().faces()
        ? new NewFaceVectors(pictures, analyses.faces(model), plan.pictures().cut())
        : new NewPictureVectors(pictures, analyses.pictures(model));
  }

  private Metadata metadata() {
    return cluster.state().metadata();
  }

  /** The indices that nobody but the plugin is to touch. */
  public static Collection<SystemIndexDescriptor> systemIndices() {
    return List.of(new SystemIndexDescriptor(IndexReembeddings.NAME, "Changes of models"));
  }
}

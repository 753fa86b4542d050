package org.facesearch.plugin.faceset;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.models.usecase.faceset.ManageFaceTokens;
import org.facesearch.models.usecase.faceset.SearchFaceSet;
import org.facesearch.models.usecase.faceset.VerifyFaces;
import org.facesearch.plugin.calls.PluginClient;
import org.facesearch.plugin.calls.Rounds;
import org.facesearch.plugin.settings.FaceSearchSettings;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.indices.SystemIndexDescriptor;

/** The parts of the Face++ API of one node, put together. */
public final class FaceSetWiring {

  private final IndexFaceSets faceSets;
  private final IndexFaceTokens tokens;
  private final Runnable sweep;
  private final ClusterSettings settings;

  /** The stores, and what keeps them clean. */
  public FaceSetWiring(PluginClient own, ClusterService cluster) {
    InstantSource clock = InstantSource.system();
    this.faceSets = new IndexFaceSets(own, cluster, clock);
    this.tokens = new IndexFaceTokens(own, cluster, faceSets, clock);
    FaceSetSweep over =
        new FaceSetSweep(own, cluster, tokens, faceSets, clock, OwnIndex.MOST_LISTED);
    this.sweep =
        new Rounds(
            cluster::state, "face tokens that are over could not all be removed", over::sweep);
    this.settings = cluster.getClusterSettings();
  }

  /**
   * The use cases.
   *
   * @param pictures under whichever limits; this API has its own
   */
  public List<Object> useCases(
      PictureWork pictures, AnalyzeFaces analysis, Supplier<FaceModels> models) {
    InstantSource clock = InstantSource.system();
    DetectFaces detect =
        new DetectFaces(pictures.within(this::limits), analysis, models, tokens, clock);
    return List.of(
        detect,
        new VerifyFaces(detect, tokens, models),
        new SearchFaceSet(detect, tokens, faceSets, models),
        new ManageFaceSets(
            faceSets, tokens, models, () -> settings.get(FaceSetSettings.FACESET_SIZE), clock),
        new ManageFaceTokens(tokens, faceSets));
  }

  /** To be run now and then, on every node. */
  public Runnable sweep() {
    return sweep;
  }

  /** What pictures may measure, with the number of pixels that holds for all APIs. */
  private ImageLimits limits() {
    int minSide = settings.get(FaceSetSettings.MIN_SIDE);
    return new ImageLimits(
        settings.get(FaceSetSettings.MAX_BYTES).getBytes(),
        settings.get(FaceSearchSettings.MAX_PIXELS),
        minSide,
        Math.max(minSide, settings.get(FaceSetSettings.MAX_SIDE)));
  }

  /** Whether an index is the one that has a document for each face of this API. */
  public static boolean holdsFaces(String index) {
    return index.equals(TokenIndex.NAME);
  }

  /** The indices that nobody but the plugin is to touch. */
  public static Collection<SystemIndexDescriptor> systemIndices() {
    return List.of(
        new SystemIndexDescriptor(TokenIndex.NAME, "Face tokens of the Face++ API"),
        new SystemIndexDescriptor(FaceSetIndex.NAME, "FaceSets of the Face++ API"));
  }
}

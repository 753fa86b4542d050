package org.facesearch.plugin.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.Version;
import org.opensearch.cluster.ClusterName;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.metadata.MappingMetadata;
import org.opensearch.cluster.metadata.Metadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.rest.RestStatus;

/** Probes whose pictures are mere names: each name has a vector of its own, of either model. */
public final class FakeProbes {
  static final String MODEL = "tiny-face";
  static final String IMAGE_MODEL = "test-image";
  static final String NO_FACE = "landscape";

  /** The one index there is without a node, its field {@code vector} of {@link #MODEL}. */
  static final String INDEX = "people";

  private static final ProbeVectors PICTURES = FakeProbes::embed;

  private FakeProbes() {}

  /**
   * For a node.
   *
   * @param embedded counts the pictures
   */
  public static Probes on(FieldModels models, AtomicInteger embedded) {
    return new Probes(counting(embedded), models);
  }

  static ProbeVectors counting(AtomicInteger embedded) {
    return (image, model, listener) -> {
      embedded.incrementAndGet();
      embed(image, model, listener);
    };
  }

  /** For tests of the query alone. */
  public static Probes withoutNode() {
    return withoutNode(PICTURES);
  }

  static Probes withoutNode(ProbeVectors pictures) {
    ClusterState state =
        ClusterState.builder(new ClusterName("none"))
            .metadata(
                Metadata.builder()
                    .put(
                        IndexMetadata.builder(INDEX)
                            .settings(
                                Settings.builder()
                                    .put(IndexMetadata.SETTING_VERSION_CREATED, Version.CURRENT))
                            .numberOfShards(1)
                            .numberOfReplicas(0)
                            .putMapping(
                                new MappingMetadata(
                                    "_doc",
                                    Map.of(
                                        "properties",
                                        Map.of(
                                            "vector",
                                            Map.of("type", "visual_vector", "model", MODEL)))))))
            .build();
    return new Probes(
        pictures,
        new FieldModels(
            () -> state,
            new IndexNameExpressionResolver(new ThreadContext(Settings.EMPTY)),
            new NamedWriteableRegistry(List.of())));
  }

  static float[] vector(String image) {
    return vector(image, 8);
  }

  static float[] vector(String image, int dimension) {
    Random random = new Random(image.hashCode());
    float[] vector = new float[dimension];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  static void embed(String image, Optional<String> model, ActionListener<VectorProbe> listener) {
    if (model.equals(Optional.of(IMAGE_MODEL))) {
      listener.onResponse(new VectorProbe(vector(image, 128), IMAGE_MODEL));
    } else if (image.equals(NO_FACE)) {
      listener.onFailure(
          new OpenSearchStatusException("no face found in image", RestStatus.BAD_REQUEST));
    } else {
      new Thread(() -> listener.onResponse(new VectorProbe(vector(image), MODEL))).start();
    }
  }
}

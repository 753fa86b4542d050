package org.facesearch.plugin.reembed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.reembed.NewVectors;
import org.facesearch.plugin.calls.Stages;
import org.opensearch.transport.client.Client;

/** Asks again, after a while, where too many pictures are waiting: those of searches go first. */
final class PatientVectors implements NewVectors {

  private final Client client;
  private final NewVectors vectors;

  PatientVectors(Client client, NewVectors vectors) {
    this.client = client;
    this.vectors = vectors;
  }

  @Override
  public CompletionStage<List<float[]>> of(
      PictureSource picture, List<Optional<BoundingBox>> boxes) {
    return Stages.patiently(client, CopyOfIndex.PATIENCE, () -> vectors.of(picture, boxes));
  }
}

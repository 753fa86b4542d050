package org.facesearch.models.usecase;

import java.util.function.Supplier;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.Picture;
import org.facesearch.models.image.PictureDecoder;

/**
 * From the bytes of a picture to the embedding of the whole picture: decode, embed. Runs on the
 * calling thread.
 */
public final class AnalyzeImage {

  private final PictureDecoder decoder;
  private final Supplier<ImageModel> model;
  private final WorkWatch watch;

  /**
   * For one node.
   *
   * @param watch asked before each stage
   */
  public AnalyzeImage(PictureDecoder decoder, Supplier<ImageModel> model, WorkWatch watch) {
    this.decoder = decoder;
    this.model = model;
    this.watch = watch;
  }

  /**
   * The embedding of a picture.
   *
   * @param model id of what made the vector
   * @param vector of length 1
   */
  public record Embedded(String model, float[] vector) {}

  /** The whole picture. */
  public Embedded whole(byte[] picture, ImageLimits limits) {
    ImageModel loaded = model.get();
    try (Picture decoded = watch.of("decode", () -> decoder.decode(picture, limits))) {
      return new Embedded(
          loaded.id(), watch.of("embed", () -> loaded.embedder().embed(decoded.image())));
    }
  }
}

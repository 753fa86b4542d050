package org.facesearch.benchmarks.raw;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.FaceModelLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxLoader;
import org.facesearch.models.onnx.OnnxModel;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.models.onnx.Sandbox;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzedFace;
import org.facesearch.models.usecase.WorkWatch;

/** From a picture to embeddings, as a node does it: one call at a time with one thread. */
public final class PictureEngine implements AutoCloseable {

  private static final long DECODE_BYTES = 256L << 20;

  private final OnnxEngine engine =
      new OnnxEngine(new OnnxOptions(1, 1), Sandbox.plain(), MemoryAccount.NONE);
  private final List<Inference> recorded = new ArrayList<>();
  private final AnalyzeFaces faces;
  private boolean recording;

  /**
   * Loads the models.
   *
   * @param bundles folder of the bundles that the build fetched
   */
  public PictureEngine(Path bundles) {
    FaceModels models =
        new FaceModelLoader(
                new BundleRegistry(List.of(bundles), bundles.resolve("none")), recorder())
            .load("retinaface-mnet025", "arcface-fr-512");
    this.faces =
        new AnalyzeFaces(
            new ImageIoPictureDecoder(new DecodeBudget(DECODE_BYTES)),
            () -> models,
            new FaceAttributes(Map.of()),
            WorkWatch.NONE);
  }

  /** All faces of a picture, largest first. */
  public List<AnalyzedFace> faces(byte[] picture) {
    return faces.all(picture, ImageLimits.defaults());
  }

  /** The sessions behind {@link #faces}, on the tensors of this picture. */
  public RawSessions sessionsOfAll(byte[] picture) throws OrtException {
    return sessions(() -> faces(picture));
  }

  /** The sessions behind what enrols or looks for the largest face of this picture. */
  public RawSessions sessionsOfLargest(byte[] picture) throws OrtException {
    return sessions(() -> faces.largest(picture, ImageLimits.defaults()));
  }

  private synchronized RawSessions sessions(Runnable work) throws OrtException {
    recorded.clear();
    recording = true;
    try {
      work.run();
    } finally {
      recording = false;
    }
    return new RawSessions(List.copyOf(recorded));
  }

  private OnnxLoader recorder() {
    return (name, onnx) -> {
      OnnxModel model = engine.load(name, onnx);
      Inference.Network network = new Inference.Network(onnx);
      return (input, shape) ->
          model.run(
              tensor -> {
                input.write(tensor);
                if (recording) {
                  recorded.add(new Inference(network, copy(tensor), shape.clone()));
                }
              },
              shape);
    };
  }

  private static float[] copy(FloatBuffer tensor) {
    float[] values = new float[tensor.remaining()];
    tensor.get(tensor.position(), values);
    return values;
  }

  @Override
  public void close() {
    engine.close();
  }
}

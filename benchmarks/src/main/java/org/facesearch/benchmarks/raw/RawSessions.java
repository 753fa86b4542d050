package org.facesearch.benchmarks.raw;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions that one picture needs, and nothing else: the same networks on the same tensors as
 * the engine ran them, in ONNX Runtime itself, with one thread for each call. Several threads may
 * run it side by side.
 */
public final class RawSessions implements AutoCloseable {

  private record Step(OrtSession session, Map<String, OnnxTensor> input) {}

  private final Map<Inference.Network, OrtSession> sessions = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  RawSessions(List<Inference> inferences) throws OrtException {
    OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    for (Inference inference : inferences) {
      OrtSession session = sessions.get(inference.network());
      if (session == null) {
        session = open(runtime, inference.network().onnx());
        sessions.put(inference.network(), session);
      }
      String input = session.getInputNames().iterator().next();
      steps.add(
          new Step(
              session,
              Map.of(
                  input,
                  OnnxTensor.createTensor(
                      runtime, outsideHeap(inference.tensor()), inference.shape()))));
    }
  }

  private static OrtSession open(OrtEnvironment runtime, byte[] onnx) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return runtime.createSession(onnx, options);
    }
  }

  private static FloatBuffer outsideHeap(float[] values) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(values.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    buffer.put(values).flip();
    return buffer;
  }

  /** Runs each once, in order; gives how many outputs there were. */
  public int run() throws OrtException {
    int outputs = 0;
    for (Step step : steps) {
      try (OrtSession.Result result = step.session.run(step.input)) {
        outputs += result.size();
      }
    }
    return outputs;
  }

  @Override
  public void close() throws OrtException {
    for (Step step : steps) {
      step.input.values().forEach(OnnxTensor::close);
    }
    for (OrtSession session : sessions.values()) {
      session.close();
    }
  }
}

package org.facesearch.models.onnx;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * Owns every ONNX Runtime session of the process: loads networks through DJL's ONNX Runtime engine,
 * bounds how many calls run in each at a time, and closes them all.
 *
 * <p>DJL reads two system properties when its first class loads: {@code OPT_OUT_TRACKING} keeps it
 * from calling home and {@code ai.djl.onnx.disable_alternative} from looking for other engines.
 */
public final class OnnxEngine implements OnnxLoader, AutoCloseable {

  private final OnnxOptions options;
  private final Sandbox sandbox;
  private final List<Session> sessions = new ArrayList<>();
  private volatile boolean closed;

  public OnnxEngine(OnnxOptions options, Sandbox sandbox) {
    this.options = options;
    this.sandbox = sandbox;
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
  }

  @Override
  public synchronized OnnxModel load(String name, byte[] onnx) {
    if (closed) {
      throw new FaceSearchException(Reason.UNAVAILABLE, "the inference engine is closed");
    }
    try {
      Session session = sandbox.call(() -> new Session(name, onnx));
      sessions.add(session);
      return session;
    } catch (Exception | LinkageError e) {
      throw new FaceSearchException(
          Reason.UNAVAILABLE, "model " + name + " cannot be loaded by ONNX Runtime", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    sessions.forEach(Session::close);
    sessions.clear();
  }

  private record Tensor(FloatBuffer values, long[] shape) {}

  /** Only hands tensors over; DJL frees them after each call. */
  private static final class Copying implements NoBatchifyTranslator<Tensor, float[][]> {
    @Override
    public NDList processInput(TranslatorContext context, Tensor input) {
      return new NDList(context.getNDManager().create(input.values, new Shape(input.shape)));
    }

    @Override
    public float[][] processOutput(TranslatorContext context, NDList outputs) {
      return outputs.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
    }

    @Override
    public Batchifier getBatchifier() {
      return null;
    }
  }

  /**
   * What one call at a time uses. The input lies outside the heap and is written again and again: a
   * picture's tensor is megabytes, and as garbage they would crowd the heap of the node.
   */
  private static final class Slot {
    private static final Slot CLOSED = new Slot(null);

    private final Predictor<Tensor, float[][]> predictor;
    private FloatBuffer buffer = FloatBuffer.allocate(0);

    Slot(Predictor<Tensor, float[][]> predictor) {
      this.predictor = predictor;
    }

    FloatBuffer tensor(long... shape) {
      int size = 1;
      for (long side : shape) {
        size = Math.multiplyExact(size, Math.toIntExact(side));
      }
      if (buffer.capacity() < size) {
        buffer =
            ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
      }
      return buffer.slice(0, size);
    }
  }

  private final class Session implements OnnxModel {
    private final String name;
    private final Model model;
    private final BlockingQueue<Slot> idle;

    Session(String name, byte[] onnx) throws Exception {
      this.name = name;
      this.model = Model.newInstance(name, Device.cpu(), "OnnxRuntime");
      this.idle = new ArrayBlockingQueue<>(options.parallel());
      try {
        model.load(
            new ByteArrayInputStream(onnx),
            Map.of(
                "intraOpNumThreads",
                Integer.toString(options.threads()),
                "interOpNumThreads",
                "1"));
        for (int i = 0; i < options.parallel(); i++) {
          idle.add(new Slot(model.newPredictor(new Copying())));
        }
      } catch (Exception e) {
        model.close();
        throw e;
      }
    }

    @Override
    public float[][] run(Input input, long... shape) {
      Slot slot = take();
      try {
        FloatBuffer tensor = slot.tensor(shape);
        input.write(tensor);
        return sandbox.call(() -> slot.predictor.predict(new Tensor(tensor, shape)));
      } catch (FaceSearchException e) {
        throw e;
      } catch (Exception e) {
        throw new FaceSearchException(Reason.UNAVAILABLE, "model " + name + " failed", e);
      } finally {
        idle.add(slot);
      }
    }

    private Slot take() {
      try {
        Slot slot = idle.take();
        if (slot == Slot.CLOSED) {
          idle.add(slot);
          throw new FaceSearchException(Reason.UNAVAILABLE, "the inference engine is closed");
        }
        return slot;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FaceSearchException(Reason.UNAVAILABLE, "interrupted", e);
      }
    }

    /**
     * Waits for the calls under way: freeing a session under a running call would crash the JVM.
     */
    void close() {
      for (int i = 0; i < options.parallel(); i++) {
        take().predictor.close();
      }
      // Whoever still waits for a slot gets this one, and passes it on.
      idle.add(Slot.CLOSED);
      model.close();
    }
  }
}

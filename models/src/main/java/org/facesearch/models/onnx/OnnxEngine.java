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
import org.facesearch.models.MemoryAccount;

/**
 * Owns every ONNX Runtime session of the process: loads networks through DJL's ONNX Runtime engine,
 * bounds how many calls run in each at a time, and closes them all.
 *
 * <p>DJL reads two system properties when its first class loads: {@code OPT_OUT_TRACKING} keeps it
 * from calling home and {@code ai.djl.onnx.disable_alternative} from looking for other engines.
 */
public final class OnnxEngine implements OnnxLoader, AutoCloseable {

  /**
   * Bytes that a session takes for each byte of its file. Measured by the resident memory of the
   * process: 2.1 for the shipped models together, 1 to 4 for each.
   */
  private static final int OF_FILE = 2;

  /**
   * Bytes that a call takes for each byte of its input, the layers of the network included, which
   * ONNX Runtime keeps for the next call. Measured: 13.3 for the shipped detector at its largest
   * input, to which those of the others are small.
   */
  private static final int OF_INPUT = 13;

  private final OnnxOptions options;
  private final Sandbox sandbox;
  private final MemoryAccount account;
  private final List<Session> sessions = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Without a network yet.
   *
   * @param account counts the native memory that networks and their inputs take, as far as it can
   *     be told
   */
  public OnnxEngine(OnnxOptions options, Sandbox sandbox, MemoryAccount account) {
    this.options = options;
    this.sandbox = sandbox;
    this.account = account;
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
  }

  @Override
  public synchronized OnnxModel load(String name, byte[] onnx) {
    if (closed) {
      throw new FaceSearchException(Reason.UNAVAILABLE, "the inference engine is closed");
    }
    long memory = (long) OF_FILE * onnx.length;
    try {
      account.take(memory, "model " + name);
    } catch (FaceSearchException e) {
      throw new FaceSearchException(
          Reason.UNAVAILABLE, "model " + name + " cannot be loaded: " + e.getMessage(), e);
    }
    try {
      Session session = sandbox.call(() -> new Session(name, onnx, memory));
      sessions.add(session);
      return session;
    } catch (Exception | LinkageError e) {
      account.giveBack(memory);
      throw new FaceSearchException(
          Reason.UNAVAILABLE, "model " + name + " cannot be loaded by ONNX Runtime", e);
    }
  }

  /** Names of the networks that are loaded, in the order in which they were. */
  public synchronized List<String> loaded() {
    return sessions.stream().map(session -> session.name).toList();
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

    FloatBuffer tensor(MemoryAccount account, long... shape) {
      int size = 1;
      for (long side : shape) {
        size = Math.multiplyExact(size, Math.toIntExact(side));
      }
      if (buffer.capacity() < size) {
        int bytes = Math.multiplyExact(size, Float.BYTES);
        account.take((long) OF_INPUT * bytes - memory(), "a call of a model");
        buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
      }
      return buffer.slice(0, size);
    }

    /** Bytes outside the heap, those of the layers included. */
    long memory() {
      return (long) OF_INPUT * buffer.capacity() * Float.BYTES;
    }
  }

  private final class Session implements OnnxModel {
    private final String name;
    private final Model model;
    private final long memory;
    private final BlockingQueue<Slot> idle;

    Session(String name, byte[] onnx, long memory) throws Exception {
      this.name = name;
      this.memory = memory;
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
        FloatBuffer tensor = slot.tensor(account, shape);
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
        Slot slot = take();
        slot.predictor.close();
        account.giveBack(slot.memory());
      }
      // Whoever still waits for a slot gets this one, and passes it on.
      idle.add(Slot.CLOSED);
      model.close();
      account.giveBack(memory);
    }
  }
}

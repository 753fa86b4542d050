package org.facesearch.models.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.testing.LoadedModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {

  private final OnnxEngine engine =
      new OnnxEngine(new OnnxOptions(1, 2), Sandbox.plain(), MemoryAccount.NONE);
  private final byte[] shipped = LoadedModels.registry().find("retinaface-mnet025").network();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void freedGraphGivesTheSameAndTakesOtherSizes() {
    OnnxModel fixed = engine.load("fixed", shipped);
    OnnxModel freed = engine.load("freed", OnnxGraph.freeSpatialInput(shipped));
    OnnxModel.Input picture = noise(640 * 640);
    float[][] expected = fixed.run(picture, 1, 3, 640, 640);
    float[][] actual = freed.run(picture, 1, 3, 640, 640);
    assertEquals(9, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i], 1e-4f, "output " + i);
    }
    // Stride 32 on 320 x 96: 10 x 3 cells of 4 scores.
    assertEquals(10 * 3 * 4, freed.run(noise(320 * 96), 1, 3, 96, 320)[0].length);
    assertThrows(FaceSearchException.class, () -> fixed.run(noise(320 * 96), 1, 3, 96, 320));
  }

  /**
   * The tensor is told to be an output in another way: messages that are joined merge, so a second
   * graph with nothing but an output adds it to the first.
   */
  @Test
  void theAverageOfAnInnerTensorIsTheOnlyOutput() {
    String tensor = "squeezenet0_concat7";
    byte[] classifier = LoadedModels.registry().find("squeezenet11-512").network();
    OnnxModel.Input picture = noise(224 * 224);
    float[][] all =
        engine.load("classifier", withOutput(classifier, tensor)).run(picture, 1, 3, 224, 224);
    assertEquals(1000, all[0].length);
    assertEquals(512 * 13 * 13, all[1].length);

    float[][] averages =
        engine
            .load("averages", OnnxGraph.averageOf(classifier, tensor))
            .run(picture, 1, 3, 224, 224);
    assertEquals(1, averages.length);
    assertEquals(512, averages[0].length);
    for (int channel = 0; channel < 512; channel++) {
      double sum = 0;
      for (int place = 0; place < 169; place++) {
        sum += all[1][channel * 169 + place];
      }
      assertEquals(sum / 169, averages[0][channel], 1e-3 * (1 + sum / 169));
    }
    assertTrue(OnnxGraph.averageOf(classifier, tensor).length < classifier.length * 0.7);
  }

  private static byte[] withOutput(byte[] onnx, String tensor) {
    byte[] name = tensor.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(onnx);
    // Field 7 (graph) holds field 12 (output) holds field 1 (name).
    joined.writeBytes(new byte[] {7 << 3 | 2, (byte) (name.length + 4)});
    joined.writeBytes(new byte[] {12 << 3 | 2, (byte) (name.length + 2)});
    joined.writeBytes(new byte[] {1 << 3 | 2, (byte) name.length});
    joined.writeBytes(name);
    return joined.toByteArray();
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> OnnxGraph.freeSpatialInput(new byte[] {1, 2, 3}));
    assertThrows(IllegalArgumentException.class, () -> OnnxGraph.averageOf(new byte[0], "x"));
    assertThrows(IllegalArgumentException.class, () -> OnnxGraph.averageOf(shipped, "x"));
    assertThrows(IllegalArgumentException.class, () -> OnnxGraph.freeSpatialInput(new byte[0]));
    assertThrows(FaceSearchException.class, () -> engine.load("empty", new byte[0]));
  }

  @Test
  void aClosedEngineLoadsNothing() {
    engine.close();
    assertThrows(FaceSearchException.class, () -> engine.load("late", shipped));
  }

  @Test
  void closingLetsTheRunningCallEndAndHoldsNobody() throws Exception {
    OnnxModel model = engine.load("busy", shipped);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Future<float[][]> first =
          threads.submit(
              () ->
                  model.run(
                      tensor -> {
                        running.countDown();
                        awaitQuietly(goOn);
                      },
                      1,
                      3,
                      640,
                      640));
      running.await();
      Future<float[][]> waiting = threads.submit(() -> model.run(noise(640 * 640), 1, 3, 640, 640));
      Future<?> closing = threads.submit(engine::close);
      goOn.countDown();
      closing.get(10, TimeUnit.SECONDS);
      assertEquals(9, first.get().length);
      // Whether it came before the closing or after it: it ends.
      try {
        assertEquals(9, waiting.get(10, TimeUnit.SECONDS).length);
      } catch (ExecutionException refused) {
        assertInstanceOf(FaceSearchException.class, refused.getCause());
      }
      Future<float[][]> late = threads.submit(() -> model.run(noise(640 * 640), 1, 3, 640, 640));
      ExecutionException refused =
          assertThrows(ExecutionException.class, () -> late.get(10, TimeUnit.SECONDS));
      assertInstanceOf(FaceSearchException.class, refused.getCause());
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OnnxModel.Input noise(int pixels) {
    Random random = new Random(7);
    float[] values = new float[3 * pixels];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return tensor -> tensor.put(0, values);
  }
}

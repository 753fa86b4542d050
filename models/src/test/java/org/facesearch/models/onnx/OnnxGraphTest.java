package org.facesearch.models.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.testing.LoadedModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {

  private final OnnxEngine engine = new OnnxEngine(new OnnxOptions(1, 2), Sandbox.plain());
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

  @Test
  void whatIsNoModelIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> OnnxGraph.freeSpatialInput(new byte[] {1, 2, 3}));
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

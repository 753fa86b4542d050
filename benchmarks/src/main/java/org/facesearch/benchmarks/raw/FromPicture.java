package org.facesearch.benchmarks.raw;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.facesearch.models.usecase.AnalyzedFace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the bytes of a picture to the embeddings of its faces, and the bare sessions of the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FromPicture {

  /** Folder of the model bundles. */
  @Param({""})
  private String bundles;

  /** The picture's file. */
  @Param({""})
  private String picture;

  private byte[] bytes;
  private PictureEngine engine;
  private RawSessions sessions;

  /** Loads the models and sees which sessions the picture needs. */
  @Setup(Level.Trial)
  public void load() throws IOException, OrtException {
    bytes = Files.readAllBytes(Path.of(picture));
    engine = new PictureEngine(Path.of(bundles));
    sessions = engine.sessionsOfAll(bytes);
  }

  /** Frees what lies outside the heap. */
  @TearDown(Level.Trial)
  public void close() throws OrtException {
    sessions.close();
    engine.close();
  }

  /** Decode, detect, align, embed. */
  @Benchmark
  public List<AnalyzedFace> whole() {
    return engine.faces(bytes);
  }

  /** The sessions alone. */
  @Benchmark
  public int sessions() throws OrtException {
    return sessions.run();
  }
}

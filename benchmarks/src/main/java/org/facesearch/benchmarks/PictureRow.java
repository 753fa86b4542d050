package org.facesearch.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.facesearch.benchmarks.raw.FromPicture;
import org.facesearch.benchmarks.raw.PictureEngine;
import org.facesearch.benchmarks.raw.SamplePictures;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * From a picture to embeddings, against the sessions behind it: by JMH, each time in a JVM of its
 * own, the two in turns.
 */
final class PictureRow implements Row {

  @Override
  public String key() {
    return "picture";
  }

  @Override
  public List<Outcome> measure(Plan plan) throws Exception {
    Files.createDirectories(plan.work());
    Path one = plan.work().resolve("one.jpg");
    Path ten = plan.work().resolve("ten.jpg");
    try (PictureEngine engine = new PictureEngine(plan.bundles())) {
      SamplePictures pictures = new SamplePictures(engine, plan.samples());
      write(engine, one, pictures.portrait(), 1);
      write(engine, ten, pictures.ten(), 10);
    }
    return List.of(
        measure(plan, "one face, 480 x 480", one), measure(plan, "ten faces, 1280 x 512", ten));
  }

  private static void write(PictureEngine engine, Path file, byte[] picture, int faces)
      throws Exception {
    int found = engine.faces(picture).size();
    if (found != faces) {
      throw new IllegalStateException(file + ": " + found + " faces in place of " + faces);
    }
    Files.write(file, picture);
  }

  private static Outcome measure(Plan plan, String what, Path picture) throws Exception {
    Turns turns =
        Turns.of(
            0,
            plan.brief() ? 1 : Math.min(plan.rounds(), 5),
            round -> micros(plan, "whole", picture),
            round -> micros(plan, "sessions", picture));
    return Outcome.atMost(
        1.25,
        "picture to embeddings, " + what + ": time by that of the bare ONNX Runtime sessions",
        turns.ratio(0, 1),
        String.format(
            Locale.ROOT,
            "%.1f and %.1f ms",
            turns.of(0).median() / 1000,
            turns.of(1).median() / 1000));
  }

  private static double micros(Plan plan, String benchmark, Path picture) throws RunnerException {
    TimeValue stretch = TimeValue.milliseconds(plan.brief() ? 50 : 1000);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("\\." + FromPicture.class.getSimpleName() + "\\." + benchmark + "$")
                    .param("bundles", plan.bundles().toAbsolutePath().toString())
                    .param("picture", picture.toAbsolutePath().toString())
                    .forks(plan.brief() ? 0 : 1)
                    .warmupIterations(plan.brief() ? 1 : 4)
                    .warmupTime(stretch)
                    .measurementIterations(plan.brief() ? 1 : 3)
                    .measurementTime(stretch)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    return results.iterator().next().getPrimaryResult().getScore();
  }
}

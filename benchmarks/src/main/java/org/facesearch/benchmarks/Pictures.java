package org.facesearch.benchmarks;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.facesearch.benchmarks.raw.PictureEngine;
import org.facesearch.benchmarks.raw.RawSessions;
import org.facesearch.benchmarks.raw.SamplePictures;

/** Portraits for the calls that take pictures, and the sessions that each needs at least. */
final class Pictures implements AutoCloseable {

  private final PictureEngine engine;
  private final SamplePictures samples;

  Pictures(Plan plan) throws Exception {
    engine = new PictureEngine(plan.bundles());
    samples = new SamplePictures(engine, plan.samples());
  }

  /** In base64; another face for each number. */
  String base64(int number) throws Exception {
    return Base64.getEncoder().encodeToString(samples.portrait(number));
  }

  /** As the group APIs take it. */
  String uri(int number) throws Exception {
    return "data:image/jpeg;base64," + base64(number);
  }

  /** For one thread at a time; all portraits are of one size and have one face. */
  RawSessions sessions(int number) throws Exception {
    return engine.sessionsOfLargest(samples.portrait(number));
  }

  /** One for each of some threads. */
  List<RawSessions> sessionsForEach(int threads) throws Exception {
    List<RawSessions> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(sessions(i));
    }
    return all;
  }

  @Override
  public void close() {
    engine.close();
  }
}

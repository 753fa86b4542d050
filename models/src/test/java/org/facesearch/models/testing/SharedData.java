package org.facesearch.models.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The photographs that several modules test with; they are not part of the repository. */
public final class SharedData {

  private static final String PROPERTY = "face_search.test.data";

  private SharedData() {}

  /**
   * A folder of the shared data. Where it is absent the calling test is skipped, saying so.
   *
   * @param name of a folder, for instance {@code formats}
   */
  public static Path dir(String name) {
    Path dir = Path.of(System.getProperty(PROPERTY, "no-shared-test-data"), name);
    Assumptions.assumeTrue(Files.isDirectory(dir), () -> name + " skipped: no shared test data");
    return dir;
  }
}

package org.facesearch.models.bundle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * The bundles in a number of directories, by id. Only manifests are read; a bundle that cannot be
 * read is remembered with its failure and harms none of the others.
 */
public final class BundleRegistry {

  private final Map<String, ModelBundle> bundles = new TreeMap<>();
  private final Map<String, FaceSearchException> unusable = new TreeMap<>();
  private final List<FaceSearchException> failures = new ArrayList<>();

  /**
   * Reads what is there.
   *
   * @param roots directories whose sub-directories are bundles; those that do not exist are skipped
   * @param calibrations directory of files {@code <bundle id>.json}, each with the rates that count
   *     in the place of those in the bundle's manifest; need not exist. A bundle whose file is bad
   *     cannot be used: its scores would not be what its owner thinks
   */
  public BundleRegistry(List<Path> roots, Path calibrations) {
    roots.forEach(this::scan);
    for (CalibrationFile file : CalibrationFile.in(calibrations, failures)) {
      calibrate(file);
    }
  }

  private void calibrate(CalibrationFile file) {
    try {
      bundles.put(file.bundle(), file.applyTo(find(file.bundle())));
    } catch (FaceSearchException e) {
      failures.add(e);
      unusable.put(file.bundle(), e);
    }
  }

  private void scan(Path root) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path directory : directories) {
        add(directory);
      }
    } catch (IOException e) {
      failures.add(ModelBundle.unusable(root, "the directory cannot be listed", e));
    }
  }

  private void add(Path directory) {
    try {
      ModelBundle bundle = ModelBundle.read(directory);
      ModelBundle other = bundles.putIfAbsent(bundle.manifest().id(), bundle);
      if (other != null) {
        failures.add(
            ModelBundle.unusable(
                directory,
                "its id " + bundle.manifest().id() + " is taken by " + other.directory(),
                null));
      }
    } catch (FaceSearchException e) {
      failures.add(e);
    }
  }

  /**
   * A bundle by its id.
   *
   * @throws FaceSearchException {@code UNAVAILABLE} if there is none, or the rates of its owner are
   *     bad
   */
  public ModelBundle find(String id) {
    if (unusable.containsKey(id)) {
      throw unusable.get(id);
    }
    ModelBundle bundle = bundles.get(id);
    if (bundle == null) {
      throw new FaceSearchException(
          Reason.UNAVAILABLE, "there is no model bundle " + id + "; there are " + bundles.keySet());
    }
    return bundle;
  }

  /** Whether there is a bundle of the id, be it that it cannot be used. */
  public boolean has(String id) {
    return bundles.containsKey(id);
  }

  /** Bundles that could not be read, and why. */
  public List<FaceSearchException> failures() {
    return List.copyOf(failures);
  }
}

package org.facesearch.benchmarks.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A photo of somebody.
 *
 * @param person the name of the folder it is in; a photo beside the folders is of somebody of whom
 *     there is no other
 */
record Photo(String person, Path file) {

  private static final Set<String> PICTURES =
      Set.of("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff");

  /** All photos of a folder {@code <person>/<photo>}, by person, then by name. */
  static List<Photo> in(Path folder) throws IOException {
    List<Photo> photos = new ArrayList<>();
    for (Path entry : listed(folder)) {
      if (Files.isDirectory(entry)) {
        for (Path file : listed(entry)) {
          if (isPicture(file)) {
            photos.add(new Photo(entry.getFileName().toString(), file));
          }
        }
      } else if (isPicture(entry)) {
        photos.add(new Photo(entry.getFileName().toString(), entry));
      }
    }
    return photos;
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString();
    return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** For reports. */
  String name() {
    return person + "/" + file.getFileName();
  }
}

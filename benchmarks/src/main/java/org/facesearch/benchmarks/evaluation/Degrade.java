package org.facesearch.benchmarks.evaluation;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.facesearch.benchmarks.Node;

/**
 * Makes bad pictures of good ones, to measure what an engine is worth with them: for each {@link
 * Degradation} a folder {@code <degradation>/<person>/<photo>}, which {@link Evaluate} takes. The
 * same photos give the same pictures.
 *
 * <p>Arguments: the address of a node, which tells where the faces are; the folder of the photos;
 * where to write.
 */
public final class Degrade {

  private static final long SEED = 20261127;

  /** So good that nothing is lost by the file. */
  private static final double QUALITY = 0.98;

  private Degrade() {}

  /** Writes them. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3) {
      System.err.println("arguments: node folder output");
      System.exit(2);
    }
    Path folder = Path.of(args[1]);
    List<Face> faces = new Engine(new Node(args[0])).see(Photo.in(folder)).faces();
    List<Degradation> ways = List.of(Degradation.values());
    for (Face face : faces) {
      BufferedImage photo = Jpeg.read(Files.readAllBytes(face.photo().file()));
      for (int i = 0; i < ways.size(); i++) {
        Path file = file(Path.of(args[2]), ways.get(i), folder.relativize(face.photo().file()));
        // Seeds that are near each other begin alike unless they are mixed.
        long seed = new SplittableRandom(SEED + 31L * i + nameHash(file)).nextLong();
        Files.createDirectories(file.getParent());
        Files.write(
            file, Jpeg.written(ways.get(i).of(photo, face.box(), new Random(seed)), QUALITY));
      }
    }
    System.out.println(faces.size() + " photos, each made worse in " + ways.size() + " ways");
  }

  private static Path file(Path output, Degradation degradation, Path photo) {
    String name = photo.toString();
    return output
        .resolve(degradation.name().toLowerCase(Locale.ROOT))
        .resolve(name.substring(0, name.lastIndexOf('.')) + ".jpg");
  }

  private static int nameHash(Path file) {
    return file.getFileName().toString().hashCode();
  }
}

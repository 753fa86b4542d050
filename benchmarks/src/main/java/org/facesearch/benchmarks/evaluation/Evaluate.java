package org.facesearch.benchmarks.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.facesearch.benchmarks.Node;

/**
 * Measures the engine of a node on a folder {@code <person>/<photo>} and writes {@code report.html}
 * and, where enough was compared, the calibration {@code <model>.json}.
 *
 * <p>Arguments: the node's address, the folder, where to write (target/evaluation), and if wanted a
 * file of pairs as Labeled Faces in the Wild has them.
 */
public final class Evaluate {

  private Evaluate() {}

  /** Measures and writes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2) {
      System.err.println("arguments: node folder [output] [pairs]");
      System.exit(2);
    }
    Path output = Path.of(args.length > 2 ? args[2] : "target/evaluation");
    List<Photo> photos = Photo.in(Path.of(args[1]));
    Engine.Seen seen = new Engine(new Node(args[0])).see(photos);
    if (seen.faces().size() < 2) {
      System.err.println(
          "fewer than two faces in " + photos.size() + " photos: nothing to compare");
      System.exit(1);
    }
    PairsFile pairs = args.length > 3 ? PairsFile.read(Path.of(args[3]), seen.faces()) : null;
    Report report = new Report(photos.size(), seen, pairs);
    System.out.print(report.text());
    Files.createDirectories(output);
    Files.writeString(output.resolve("report.html"), report.html());
    System.out.println("report: " + output.resolve("report.html"));
    ObjectNode calibration = report.calibration();
    if (calibration != null) {
      Path file = output.resolve(seen.model() + ".json");
      Files.writeString(file, calibration.toPrettyString() + "\n");
      System.out.println("calibration: " + file);
    }
  }
}

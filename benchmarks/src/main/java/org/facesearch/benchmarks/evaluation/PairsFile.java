package org.facesearch.benchmarks.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The pairs of Labeled Faces in the Wild: folds of pairs of one person ({@code name 1 2}) and of
 * two people ({@code name 1 other 2}), the numbers being those of photos {@code name_0001.jpg}
 * (Huang and others, 2007). A fold is decided by the threshold that is best for the others.
 *
 * @param folds the pairs of each
 * @param absent pairs of which a photo is missing, or has no face
 */
record PairsFile(List<List<Decision>> folds, int absent) {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Two photos, and whether they are of one person. */
  record Decision(double cosine, boolean same) {}

  /** Reads the file. */
  static PairsFile read(Path file, List<Face> faces) throws IOException {
    Map<String, Face> byName = new HashMap<>();
    for (Face face : faces) {
      String name = face.photo().file().getFileName().toString();
      byName.put(name.substring(0, name.lastIndexOf('.')), face);
    }
    List<String> lines = Files.readAllLines(file);
    String[] head = words(lines.getFirst());
    int foldCount = head.length > 1 ? Integer.parseInt(head[0]) : 1;
    List<String> pairs = lines.stream().skip(1).filter(line -> !line.isBlank()).toList();
    int inFold = Math.ceilDiv(pairs.size(), foldCount);
    List<List<Decision>> folds = new ArrayList<>();
    int absent = 0;
    for (int i = 0; i < pairs.size(); i++) {
      if (i % inFold == 0) {
        folds.add(new ArrayList<>());
      }
      String[] words = words(pairs.get(i));
      boolean same = words.length == 3;
      Face one = byName.get(name(words[0], words[1]));
      Face other = byName.get(same ? name(words[0], words[2]) : name(words[2], words[3]));
      if (one == null || other == null) {
        absent++;
      } else {
        folds.getLast().add(new Decision(one.cosine(other), same));
      }
    }
    return new PairsFile(folds, absent);
  }

  private static String[] words(String line) {
    return BLANKS.split(line.trim(), -1);
  }

  private static String name(String person, String number) {
    return String.format(Locale.ROOT, "%s_%04d", person, Integer.parseInt(number));
  }

  /** The share of right decisions in each fold. */
  List<Double> accuracies() {
    List<Double> accuracies = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      int held = i;
      List<Decision> fold = folds.get(i);
      List<Decision> others =
          IntStream.range(0, folds.size())
              .filter(other -> other != held)
              .mapToObj(folds::get)
              .flatMap(List::stream)
              .toList();
      double threshold = best(others.isEmpty() ? fold : others);
      accuracies.add(accuracy(fold, threshold));
    }
    return accuracies;
  }

  private static double best(List<Decision> decisions) {
    double best = 0;
    double threshold = 0;
    for (int step = -1000; step <= 1000; step++) {
      double accuracy = accuracy(decisions, step / 1000.0);
      if (accuracy > best) {
        best = accuracy;
        threshold = step / 1000.0;
      }
    }
    return threshold;
  }

  private static double accuracy(List<Decision> decisions, double threshold) {
    return decisions.stream()
            .filter(decision -> (decision.cosine() >= threshold) == decision.same())
            .count()
        / (double) decisions.size();
  }
}

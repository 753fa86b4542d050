package org.facesearch.benchmarks.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Searches in a gallery with one photo of each person (1:N, open set). A third of the people are
 * left out of it: a search for one of them should find nobody. Who is left out is always the same
 * for the same photos.
 *
 * @param gallery photos in it
 * @param known the searches for somebody who is in the gallery
 * @param strangers for each search for somebody who is not, the cosine of the nearest face
 */
record Identification(int gallery, List<Search> known, List<Double> strangers) {

  /**
   * A search for somebody who is in the gallery.
   *
   * @param found whether the nearest face is that person's
   * @param cosine of the nearest face
   */
  record Search(boolean found, double cosine) {}

  private static final int LEFT_OUT_ONE_OF = 3;
  private static final long SEED = 20261121;

  /** Searches for everybody with the photos that are not in the gallery. */
  static Identification of(List<Face> faces) {
    Map<Integer, List<Face>> people = new HashMap<>();
    faces.forEach(
        face -> people.computeIfAbsent(face.person(), none -> new ArrayList<>()).add(face));
    List<Integer> order = new ArrayList<>(people.keySet());
    Collections.sort(order);
    Collections.shuffle(order, new Random(SEED));
    Set<Integer> leftOut = new HashSet<>(order.subList(0, order.size() / LEFT_OUT_ONE_OF));
    List<Face> gallery = new ArrayList<>();
    List<Face> probes = new ArrayList<>();
    List<Face> others = new ArrayList<>();
    for (Map.Entry<Integer, List<Face>> person : people.entrySet()) {
      if (leftOut.contains(person.getKey())) {
        others.addAll(person.getValue());
      } else {
        gallery.add(person.getValue().getFirst());
        probes.addAll(person.getValue().subList(1, person.getValue().size()));
      }
    }
    return new Identification(
        gallery.size(),
        probes.parallelStream().map(probe -> search(probe, gallery)).toList(),
        others.parallelStream().map(probe -> search(probe, gallery).cosine()).toList());
  }

  private static Search search(Face probe, List<Face> gallery) {
    Search best = new Search(false, -1);
    for (Face face : gallery) {
      double cosine = probe.cosine(face);
      if (cosine > best.cosine()) {
        best = new Search(face.person() == probe.person(), cosine);
      }
    }
    return best;
  }

  /** The share of searches whose nearest face is the right one, whatever its cosine. */
  double rankOne() {
    return known.isEmpty()
        ? 0
        : (double) known.stream().filter(Search::found).count() / known.size();
  }

  /**
   * The share of searches for somebody in the gallery that do not find that person, at the cosine
   * which this share of the searches for strangers reaches.
   */
  double fnirAt(double fpir) {
    List<Double> falling = strangers.stream().sorted(Collections.reverseOrder()).toList();
    int allowed = (int) Math.floor(fpir * falling.size());
    double beyond = allowed < falling.size() ? falling.get(allowed) : -1;
    long missed =
        known.stream().filter(search -> !(search.found() && search.cosine() > beyond)).count();
    return known.isEmpty() ? 0 : (double) missed / known.size();
  }
}

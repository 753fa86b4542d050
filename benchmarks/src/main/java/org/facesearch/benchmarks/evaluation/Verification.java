package org.facesearch.benchmarks.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Every face compared with every other one (1:1).
 *
 * @param mates comparisons of one person
 * @param impostors comparisons of two people
 * @param leastAlike pairs of one person that look least alike
 * @param mostAlike pairs of two people that look most alike
 */
record Verification(Cosines mates, Cosines impostors, List<Pair> leastAlike, List<Pair> mostAlike) {

  /** Two faces and their cosine. */
  record Pair(Face one, Face other, double cosine) {}

  private static final int WORST = 24;

  /** Compares them all, on all cores. */
  static Verification of(List<Face> faces) {
    return IntStream.range(0, faces.size())
        .parallel()
        .collect(
            Part::new,
            (part, row) -> part.compare(faces.get(row), faces.subList(row + 1, faces.size())),
            Part::merge)
        .whole();
  }

  /** The share of mates that reach the cosine which impostors reach at this rate. */
  double tmrAt(double fmr) {
    return mates.share(impostors.cosineAt(fmr));
  }

  /** What is known after some of the rows. */
  private static final class Part {

    private final Cosines mates = new Cosines();
    private final Cosines impostors = new Cosines();
    private final Worst leastAlike = new Worst(Comparator.comparingDouble(Pair::cosine).reversed());
    private final Worst mostAlike = new Worst(Comparator.comparingDouble(Pair::cosine));

    void compare(Face one, List<Face> others) {
      for (Face other : others) {
        double cosine = one.cosine(other);
        boolean same = one.person() == other.person();
        (same ? mates : impostors).add(cosine);
        (same ? leastAlike : mostAlike).add(new Pair(one, other, cosine));
      }
    }

    void merge(Part other) {
      mates.merge(other.mates);
      impostors.merge(other.impostors);
      other.leastAlike.pairs.forEach(leastAlike::add);
      other.mostAlike.pairs.forEach(mostAlike::add);
    }

    Verification whole() {
      return new Verification(mates, impostors, leastAlike.sorted(), mostAlike.sorted());
    }
  }

  /** The pairs that an order puts last. */
  private static final class Worst {

    private final Comparator<Pair> order;
    private final PriorityQueue<Pair> pairs;

    Worst(Comparator<Pair> order) {
      this.order = order;
      this.pairs = new PriorityQueue<>(order);
    }

    void add(Pair pair) {
      if (pairs.size() < WORST) {
        pairs.add(pair);
      } else if (order.compare(pair, pairs.element()) > 0) {
        pairs.remove();
        pairs.add(pair);
      }
    }

    List<Pair> sorted() {
      List<Pair> all = new ArrayList<>(pairs);
      all.sort(order.reversed());
      return all;
    }
  }
}

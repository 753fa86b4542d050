package org.facesearch.benchmarks.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.facesearch.benchmarks.Node;

/**
 * The false match rates that a calibration is made of.
 *
 * @param rows from the highest rate to the lowest
 */
record Rates(List<Row> rows) {

  /** A rate says little unless so many comparisons were wrong (rule of 30, ISO/IEC 19795-1). */
  private static final int ENOUGH = 30;

  /** The least for a scale of scores: two points make a line. */
  private static final int LEAST_ROWS = 2;

  private static final List<Double> ASKED = List.of(1e-2, 1e-3, 1e-4, 1e-5, 1e-6);

  /**
   * One rate.
   *
   * @param cosine that so many impostors reach
   * @param tmr share of the mates that reach it
   * @param wrong how many comparisons of impostors that is
   */
  record Row(double fmr, double cosine, double tmr, double wrong) {

    /** Whether enough comparisons were made to tell. */
    boolean certain() {
      return wrong >= ENOUGH;
    }
  }

  static Rates of(Verification verification) {
    List<Row> rows = new ArrayList<>();
    for (double fmr : ASKED) {
      rows.add(
          new Row(
              fmr,
              verification.impostors().cosineAt(fmr),
              verification.tmrAt(fmr),
              fmr * verification.impostors().total()));
    }
    return new Rates(rows);
  }

  /**
   * The table as a manifest, or a calibration file, has it: the rates that are certain. Beyond them
   * the engine goes on along the line through the last two.
   *
   * @return {@code null} where there are too few to make a scale of
   */
  ObjectNode calibration(String model) {
    List<Row> certain = rows.stream().filter(Row::certain).toList();
    if (certain.size() < LEAST_ROWS) {
      return null;
    }
    ObjectNode file = Node.JSON.createObjectNode();
    file.put("id", model);
    ArrayNode table = file.putArray("fmr");
    for (Row row : certain) {
      table
          .addObject()
          .put("fmr", row.fmr())
          .put("cosine", Double.parseDouble(String.format(Locale.ROOT, "%.4f", row.cosine())));
    }
    return file;
  }
}

package org.facesearch.benchmarks.evaluation;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Drawings of a verification as SVG: they need nothing but a browser. */
final class Plot {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int EDGE = 44;
  private static final int STEPS = 160;

  private final StringBuilder svg = new StringBuilder();

  private Plot() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox='0 0 %d %d' width='%d' xmlns='http://www.w3.org/2000/svg'>",
            WIDTH,
            HEIGHT,
            WIDTH));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x='%d' y='10' width='%d' height='%d' fill='none' stroke='#999'/>",
            EDGE,
            WIDTH - EDGE - 10,
            HEIGHT - EDGE - 10));
  }

  /** The share of mates that match, over the rate of impostors that do, on a logarithmic axis. */
  static String roc(Verification verification) {
    Plot plot = new Plot();
    for (int power = -6; power <= 0; power++) {
      plot.label((power + 6) / 6.0, -0.08, "1e" + power);
    }
    double least = Math.max(0, Math.floor(verification.tmrAt(1e-6) * 20) / 20 - 0.05);
    plot.label(-0.05, 0, String.format(Locale.ROOT, "%.2f", least));
    plot.label(-0.05, 0.97, "1.00");
    plot.curve(x -> (verification.tmrAt(Math.pow(10, x * 6 - 6)) - least) / (1 - least), "#06c");
    return plot.end("true match rate over false match rate");
  }

  /** How cosines of mates and of impostors are spread, each to its own height. */
  static String spread(Verification verification) {
    Plot plot = new Plot();
    for (double cosine : new double[] {-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1}) {
      plot.label((cosine + 0.2) / 1.2, -0.08, String.format(Locale.ROOT, "%.1f", cosine));
    }
    plot.curve(density(verification.impostors()), "#c30");
    plot.curve(density(verification.mates()), "#093");
    return plot.end("cosines of different people (red) and of one person (green)");
  }

  private static DoubleUnaryOperator density(Cosines cosines) {
    double width = 1.2 / STEPS;
    long highest = 1;
    for (int i = 0; i < STEPS; i++) {
      highest = Math.max(highest, cosines.between(i * width - 0.2, (i + 1) * width - 0.2));
    }
    double top = highest;
    return x -> cosines.between(x * 1.2 - 0.2, x * 1.2 - 0.2 + width) / top * 0.95;
  }

  private void curve(DoubleUnaryOperator y, String colour) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i <= STEPS; i++) {
      double x = (double) i / STEPS;
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              across(x),
              down(Math.clamp(y.applyAsDouble(x), 0.0, 1.0))));
    }
    svg.append("<polyline fill='none' stroke-width='2' stroke='")
        .append(colour)
        .append("' points='")
        .append(points)
        .append("'/>");
  }

  private void label(double x, double y, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x='%.1f' y='%.1f' font-size='12' text-anchor='middle'>%s</text>",
            across(x),
            down(y),
            text));
  }

  private String end(String title) {
    return "<figure>" + svg + "</svg><figcaption>" + title + "</figcaption></figure>";
  }

  private static double across(double x) {
    return EDGE + x * (WIDTH - EDGE - 10);
  }

  private static double down(double y) {
    return HEIGHT - EDGE - y * (HEIGHT - EDGE - 10);
  }
}

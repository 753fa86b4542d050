package org.facesearch.benchmarks.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What was measured, as text for the console and as a page that needs nothing beside it. */
final class Report {

  private static final List<Double> FPIR = List.of(0.01, 0.003);

  private final List<String[]> lines = new ArrayList<>();
  private final Engine.Seen seen;
  private final Verification verification;
  private final Rates rates;
  private final ObjectNode calibration;

  Report(int photos, Engine.Seen seen, PairsFile pairs) {
    this.seen = seen;
    this.verification = Verification.of(seen.faces());
    this.rates = Rates.of(verification);
    this.calibration = rates.calibration(seen.model());
    line("model", "%s", seen.model());
    line(
        "photos",
        "%d, no face found in %d, not readable %d",
        photos,
        seen.missed().size(),
        seen.refused().size());
    line(
        "comparisons (1:1)",
        "%,d of one person, %,d of two",
        verification.mates().total(),
        verification.impostors().total());
    for (Rates.Row row : rates.rows()) {
      line(
          String.format(Locale.ROOT, "TMR at FMR %.0e", row.fmr()),
          "%.2f %% (cosine %.3f%s)",
          100 * row.tmr(),
          row.cosine(),
          row.certain()
              ? ""
              : String.format(Locale.ROOT, "; uncertain: %.1f wrong pairs", row.wrong()));
    }
    Identification identification = Identification.of(seen.faces());
    line(
        "searches (1:N)",
        "%,d for people among %,d, %,d for strangers",
        identification.known().size(),
        identification.gallery(),
        identification.strangers().size());
    line("rank 1", "%.2f %%", 100 * identification.rankOne());
    for (double fpir : FPIR) {
      line(
          String.format(Locale.ROOT, "FNIR at FPIR %.3f", fpir),
          "%.2f %%%s",
          100 * identification.fnirAt(fpir),
          fpir * identification.strangers().size() < 1 ? " (too few strangers: at none)" : "");
    }
    if (pairs != null) {
      addPairs(pairs);
    }
  }

  private void addPairs(PairsFile pairs) {
    List<Double> accuracies = pairs.accuracies();
    double mean = accuracies.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double variance =
        accuracies.stream().mapToDouble(each -> (each - mean) * (each - mean)).average().orElse(0);
    line(
        "pairs file",
        "%.2f ± %.2f %% in %d folds, %d pairs without both faces",
        100 * mean,
        100 * Math.sqrt(variance),
        accuracies.size(),
        pairs.absent());
  }

  @SuppressWarnings("AnnotateFormatMethod") // all formats are a few lines above
  private void line(String name, String format, Object... values) {
    lines.add(new String[] {name, String.format(Locale.ROOT, format, values)});
  }

  /** The calibration file; {@code null} where too little was compared for one. */
  ObjectNode calibration() {
    return calibration;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(String.format(Locale.ROOT, "%-22s %s%n", line[0], line[1])));
    return text.toString();
  }

  String html() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><meta charset='utf-8'><title>Evaluation</title>")
        .append("<style>body{font:14px sans-serif;margin:2em;max-width:1300px}td{padding:2px 12px}")
        .append(
            "img{height:112px}figure{display:inline-block}.pair{display:inline-block;margin:6px}")
        .append("</style><h1>Evaluation of ")
        .append(escaped(seen.model()))
        .append("</h1><table>");
    lines.forEach(
        line ->
            page.append("<tr><td>")
                .append(escaped(line[0]))
                .append("<td>")
                .append(escaped(line[1])));
    page.append("</table>").append(Plot.roc(verification)).append(Plot.spread(verification));
    page.append("<h2>Calibration</h2><pre>")
        .append(
            calibration == null
                ? "Too few comparisons: two rates must rest on 30 wrong pairs each."
                : escaped(calibration.toPrettyString()))
        .append("</pre>");
    pairs(page, "Different people that look most alike", verification.mostAlike());
    pairs(page, "One person, least alike", verification.leastAlike());
    page.append("<h2>No face found</h2>");
    for (Photo photo : seen.missed()) {
      picture(page, photo);
    }
    seen.refused()
        .forEach(
            (photo, why) ->
                page.append("<p>").append(escaped(photo.name())).append(": ").append(escaped(why)));
    return page.toString();
  }

  private static void pairs(StringBuilder page, String title, List<Verification.Pair> pairs)
      throws IOException {
    page.append("<h2>").append(title).append("</h2>");
    for (Verification.Pair pair : pairs) {
      page.append("<span class='pair'>");
      picture(page, pair.one().photo());
      picture(page, pair.other().photo());
      page.append(String.format(Locale.ROOT, "<br>%.3f</span>", pair.cosine()));
    }
  }

  private static void picture(StringBuilder page, Photo photo) throws IOException {
    // The browser tells the format by itself.
    page.append("<img title='")
        .append(escaped(photo.name()))
        .append("' src='data:image/*;base64,")
        .append(Base64.getEncoder().encodeToString(Files.readAllBytes(photo.file())))
        .append("'>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }
}

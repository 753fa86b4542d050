package org.facesearch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The file of all rows: {@code date}, {@code machine}, {@code versions} and {@code rows}. A row
 * that is measured again takes the place of the one of its name, so that the rows of large groups,
 * which take hours to fill, need not be measured with the others.
 */
final class ResultFile {

  private final Path file;
  private final Map<String, ObjectNode> rows = new LinkedHashMap<>();

  ResultFile(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (JsonNode row : Node.JSON.readTree(file.toFile()).path("rows")) {
        rows.put(row.path("name").asText(), (ObjectNode) row);
      }
    }
  }

  /**
   * Adds or replaces a row.
   *
   * @param command that measures it alone
   */
  void put(Outcome outcome, String command) {
    ObjectNode row = Node.JSON.createObjectNode();
    row.put("name", outcome.name());
    row.put("ratio", rounded(outcome.ratio().median()));
    row.put("goal", rounded(outcome.goal()));
    row.put("better", outcome.better().toString());
    row.putArray("spread").add(rounded(outcome.ratio().low())).add(rounded(outcome.ratio().high()));
    row.put("rounds", outcome.ratio().rounds());
    row.put("detail", outcome.detail());
    row.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    row.put("command", command);
    rows.put(outcome.name(), row);
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(BigDecimal.valueOf(value).round(new MathContext(3)).toPlainString());
  }

  /** Writes all rows. */
  void write(Machine machine, Map<String, String> versions) throws IOException {
    ObjectNode all = Node.JSON.createObjectNode();
    all.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    all.put("machine", machine.toString());
    ObjectNode named = all.putObject("versions");
    versions.forEach(named::put);
    ArrayNode list = all.putArray("rows");
    rows.values().forEach(list::add);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file, Node.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n");
  }

  /** The rows for people, in Markdown. */
  String table() {
    StringBuilder table = new StringBuilder("| what | ratio | quartiles | goal | reached |\n");
    table.append("| --- | --- | --- | --- | --- |\n");
    for (ObjectNode row : rows.values()) {
      boolean lower = row.path("better").asText().equals("lower");
      double ratio = row.path("ratio").asDouble();
      double goal = row.path("goal").asDouble();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s (%s) | %s | %s to %s | %s %s | %s |\n",
              row.path("name").asText(),
              row.path("detail").asText(),
              row.path("ratio").asText(),
              row.at("/spread/0").asText(),
              row.at("/spread/1").asText(),
              lower ? "≤" : "≥",
              row.path("goal").asText(),
              (lower ? ratio <= goal : ratio >= goal) ? "yes" : "no"));
    }
    return table.toString();
  }
}

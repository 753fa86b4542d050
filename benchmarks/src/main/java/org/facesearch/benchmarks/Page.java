package org.facesearch.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of documentation with a place for the table, between two comments. */
final class Page {

  private static final String BEGIN = "<!-- Written by bin/benchmark: -->\n";
  private static final String END = "<!-- until here. -->";

  private final Path file;

  Page(Path file) {
    this.file = file;
  }

  /**
   * Replaces what was there.
   *
   * @throws IOException if the page has no such place
   */
  void write(String text) throws IOException {
    String page = Files.readString(file, StandardCharsets.UTF_8);
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no place for the table: " + BEGIN + END);
    }
    String changed = page.substring(0, begin + BEGIN.length()) + text + page.substring(end);
    Files.writeString(file, changed, StandardCharsets.UTF_8);
  }
}

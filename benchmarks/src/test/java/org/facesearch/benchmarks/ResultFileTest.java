package org.facesearch.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

  @TempDir private Path folder;

  private static Outcome lower(String name, double... ratios) {
    return Outcome.atMost(
        1.25, name, Spread.of(Arrays.stream(ratios).boxed().toList()), "10 and 8 ms");
  }

  @Test
  void aSpreadIsTheMiddleAndTheQuartiles() {
    assertEquals(
        new Spread(5, 3, 7, 9), Spread.of(List.of(9.0, 1.0, 8.0, 2.0, 7.0, 3.0, 6.0, 4.0, 5.0)));
    assertEquals(new Spread(2, 2, 2, 1), Spread.of(List.of(2.0)));
  }

  @Test
  void aRowTakesThePlaceOfTheOneOfItsName() throws IOException {
    Path file = folder.resolve("sub/results.json");
    ResultFile first = new ResultFile(file);
    first.put(lower("a", 1.2), "measure a");
    first.put(lower("b", 4321.5), "measure b");
    first.write(new Machine("cpu", 2, 0, "os"), Map.of("opensearch", "3"));
    ResultFile second = new ResultFile(file);
    second.put(lower("a", 1.3, 1.1, 1.4), "measure a again");
    second.write(new Machine("cpu", 4, 0, "os"), Map.of("opensearch", "3"));
    JsonNode written = Node.JSON.readTree(file.toFile());
    assertEquals(2, written.path("rows").size());
    JsonNode a = written.at("/rows/0");
    assertEquals("a", a.path("name").asText());
    assertEquals(1.3, a.path("ratio").asDouble());
    assertEquals("measure a again", a.path("command").asText());
    assertEquals("lower", a.path("better").asText());
    assertEquals(
        List.of(1.1, 1.4), List.of(a.at("/spread/0").asDouble(), a.at("/spread/1").asDouble()));
    assertEquals(4320, written.at("/rows/1/ratio").asInt());
    assertTrue(
        second.table().contains("| a (10 and 8 ms) | 1.3 | 1.1 to 1.4 | ≤ 1.25 | no |"),
        second.table());
  }

  @Test
  void aPageKeepsWhatIsAroundTheTable() throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page, "before\n<!-- Written by bin/benchmark: -->\nold\n<!-- until here. -->\nafter\n");
    new Page(page).write("new\n");
    assertEquals(
        "before\n<!-- Written by bin/benchmark: -->\nnew\n<!-- until here. -->\nafter\n",
        Files.readString(page));
    Files.writeString(page, "no place\n");
    assertThrows(IOException.class, () -> new Page(page).write("new\n"));
  }
}

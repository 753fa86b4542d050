package org.facesearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Searches through one node, all the time while something is done to others. No answer may be
 * wrong.
 *
 * <p>An answer that says that it is complete must be exact. While nodes leave, an answer may say
 * that shards are missing (OpenSearch asks another copy for the hits, but not for their documents);
 * why must then be the node's going, nothing else.
 */
final class SteadySearches {

  /** The kinds of failures that a node's going is the reason for. */
  private static final Pattern GONE =
      Pattern.compile(
          "search_phase_execution_exception"
              + "|.*(node|transport|shard|connect|closed|cancelled|context_missing).*");

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<FourEncodings> indices;
  private final Http http;
  private final Thread thread = new Thread(this::run, "steady-searches");
  private volatile boolean done;

  private SteadySearches(List<FourEncodings> indices, Http http) {
    this.indices = indices;
    this.http = http;
  }

  /** What goes on meanwhile. */
  interface Work {
    void run() throws Exception;
  }

  /** Searches while the work is done. */
  static void during(Work work, List<FourEncodings> indices, Http http) throws Exception {
    SteadySearches searches = new SteadySearches(indices, http);
    searches.thread.start();
    try {
      work.run();
    } finally {
      searches.done = true;
      searches.thread.join();
    }
    assertEquals(List.of(), searches.faults);
  }

  private void run() {
    while (!done) {
      for (FourEncodings index : indices) {
        try {
          List<JsonNode> answers = index.ask(http);
          faults.addAll(index.faults(answers));
          answers.stream().filter(SteadySearches::failedWrongly).forEach(this::note);
        } catch (IOException | AssertionError e) {
          faults.add(e.toString());
        }
      }
      // The nodes that start meanwhile want the processors too.
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean failedWrongly(JsonNode answer) {
    return !FourEncodings.isComplete(answer)
        && !answer.findValuesAsText("type").stream().allMatch(type -> GONE.matcher(type).matches());
  }

  private void note(JsonNode answer) {
    faults.add(answer.toString());
  }
}

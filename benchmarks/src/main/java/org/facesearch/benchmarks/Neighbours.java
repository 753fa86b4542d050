package org.facesearch.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** Finds the faces nearest to a probe, in one way or another. */
interface Neighbours {

  /** How many are looked for. */
  int K = 10;

  /** A client for one thread. */
  interface Client extends Closeable {

    /** Searches and takes what comes. */
    void search(int probe) throws IOException;

    /** Searches and reads who was found. */
    Set<Integer> found(int probe) throws IOException;
  }

  String name();

  /** Fills the index unless it is there. */
  void fill() throws Exception;

  /**
   * Another client.
   *
   * @param tag of the faces that are searched, or empty for all
   * @param ef candidates that are kept
   */
  Client client(String tag, int ef) throws IOException;
}

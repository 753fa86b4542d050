package org.facesearch.benchmarks;

import java.util.List;

/** One or several rows of the table that are measured together. */
interface Row {

  /** By which it is asked for. */
  String key();

  List<Outcome> measure(Plan plan) throws Exception;
}

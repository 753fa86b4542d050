package org.facesearch.models.reembed;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Where changes of models are kept. Every call with an id fails with {@code NOT_FOUND} where it is
 * unknown.
 */
public interface Reembeddings {

  /** Keeps one that begins. */
  CompletionStage<Void> create(Reembedding begun);

  /** Reads one; it is interrupted if it is said to run, and nobody works on it. */
  CompletionStage<Reembedding> read(String id);

  /** All of them, the latest first. */
  CompletionStage<List<Reembedding>> list();

  /**
   * Changes one, as if nobody else did at the same time.
   *
   * @param change may be asked several times; what it throws is the failure, and then nothing
   *     changes
   * @return as it is afterwards
   */
  CompletionStage<Reembedding> change(String id, UnaryOperator<Reembedding> change);

  /** Forgets one. */
  CompletionStage<Void> remove(String id);
}

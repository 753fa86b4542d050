package org.facesearch.models.reembed;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The two indices of a plan. Every step may be made again after it was interrupted, with the same
 * result.
 */
public interface IndexCopy {

  /**
   * Some documents.
   *
   * @param until behind the last of them, or where the search for them ended
   */
  record Batch(List<SourceDocument> documents, Places until) {}

  /**
   * Makes the new index; it is nobody else's business before the swap.
   *
   * <p>Fails with {@code CONFLICT} if another index has its name, or the source is not the one of
   * the plan any more.
   */
  CompletionStage<Void> prepare();

  /** How many documents the source has. */
  CompletionStage<Long> count();

  /** Up to where all changes can be read, which are at least those acknowledged before. */
  CompletionStage<Places> settled();

  /**
   * Reads documents that were added or changed behind one place and up to another, in the order of
   * their last changes.
   */
  CompletionStage<Batch> read(Places after, Places until);

  /** Writes documents; what was written of a later change of the same document stays. */
  CompletionStage<Void> write(List<Copied> documents);

  /** Takes out of the new index what is not in the source any more; gives how many there were. */
  CompletionStage<Long> removeVanished();

  /** Makes the source refuse writes; afterwards none is under way. */
  CompletionStage<Void> freeze();

  /** Lets the source take writes again, if {@link #freeze} ended that and it is still there. */
  CompletionStage<Void> thaw();

  /** Gives the new index the name, in one step. */
  CompletionStage<Void> swap();

  /** Whether it has the name already. */
  boolean isSwapped();

  /** Deletes the new index, unless it has a name already; nothing where there is none. */
  CompletionStage<Void> discard();
}

package org.facesearch.models;

/**
 * Where large pieces of memory are counted while they are taken, so that a node knows of them and
 * can refuse one more before it runs out. Thread-safe.
 */
public interface MemoryAccount {

  /** Counts nothing and refuses nothing. */
  MemoryAccount NONE =
      new MemoryAccount() {
        @Override
        public void take(long bytes, String what) {}

        @Override
        public void giveBack(long bytes) {}
      };

  /**
   * Counts memory that is about to be taken.
   *
   * @param bytes not negative
   * @param what it is for, for messages
   * @throws FaceSearchException {@code BUSY} if the node has no room for it; then nothing is
   *     counted
   */
  void take(long bytes, String what);

  /** Memory that was counted is free again; never fails. */
  void giveBack(long bytes);
}

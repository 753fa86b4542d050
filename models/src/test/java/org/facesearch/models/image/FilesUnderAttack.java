package org.facesearch.models.image;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Damaged copies of a file: cut at many lengths, and with some bits turned over. */
final class FilesUnderAttack {

  private FilesUnderAttack() {}

  /** As many cuts, evenly spread, and each of the first bytes of a header. */
  static void cut(byte[] file, int cuts, Consumer<byte[]> user) {
    int step = Math.max(1, file.length / cuts);
    IntStream.concat(
            IntStream.range(0, Math.min(cuts, Math.min(64, file.length))),
            IntStream.iterate(0, at -> at < file.length, at -> at + step))
        .mapToObj(length -> Arrays.copyOf(file, length))
        .forEach(user);
  }

  /** Half of the bits in the first bytes, where they hurt. */
  static void flip(byte[] file, int rounds, Random random, Consumer<byte[]> user) {
    for (int round = 0; round < rounds; round++) {
      byte[] copy = file.clone();
      for (int flips = random.nextInt(1, 12); flips > 0 && copy.length > 0; flips--) {
        int reach = random.nextBoolean() ? Math.min(64, copy.length) : copy.length;
        copy[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
      }
      user.accept(copy);
    }
  }
}

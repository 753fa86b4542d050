package org.facesearch.models.image;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A resolver for tests that reads whatever any resolver might, and asks nobody: compatible letters,
 * trailing dots, and IPv4 with fewer parts than four, in octal and in hexadecimal, as the C library
 * reads it. Names that look local or inner have private addresses, all others a public one.
 */
final class LooseResolver implements HostResolver {

  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Queue<List<InetAddress>>> names = new HashMap<>();

  /** One address at a time, each question another. */
  void answers(String name, String... addresses) {
    names.put(name, new ArrayDeque<>(Stream.of(addresses).map(a -> List.of(literal(a))).toList()));
  }

  /** All at once. */
  void hasAll(String name, String... addresses) {
    names.put(
        name, new ArrayDeque<>(List.of(Stream.of(addresses).map(LooseResolver::literal).toList())));
  }

  /** How often anybody asked. */
  int asked() {
    return asked.get();
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    asked.incrementAndGet();
    if (names.containsKey(host)) {
      return names.get(host).remove();
    }
    String name = Normalizer.normalize(host, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    name = name.replaceAll("\\.+$", "");
    if (name.contains(":")) {
      // The zone of a link-local address is one of this machine; it does not change the address.
      return List.of(literal(name.replaceFirst("%.*", "")));
    }
    if (name.matches("[0-9a-fx.]*[0-9][0-9a-fx.]*") && !name.contains("example")) {
      return List.of(number(name));
    }
    boolean inner =
        name.equals("localhost")
            || !name.contains(".")
            || name.endsWith(".internal")
            || name.startsWith("127-");
    return List.of(literal(inner ? "127.0.0.1" : "8.8.8.8"));
  }

  /** The last part fills whatever bytes the others leave. */
  private static InetAddress number(String text) throws UnknownHostException {
    String[] parts = text.split("\\.", -1);
    long value = 0;
    for (int i = 0; i < parts.length - 1; i++) {
      value |= Long.decode(parts[i]) << (24 - 8 * i);
    }
    value |= Long.decode(parts[parts.length - 1]);
    return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt((int) value).array());
  }

  private static InetAddress literal(String address) {
    return AddressGuardTest.literal(address);
  }
}

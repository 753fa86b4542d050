package org.facesearch.models.image;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Tells addresses of the public internet from all others.
 *
 * <p>It judges the bytes of an address that was resolved, never a text: so it does not matter in
 * which of its many forms an address was written. What the IANA special-purpose registries (RFC
 * 6890) do not call globally reachable is refused, and so is every IPv6 address that carries an
 * IPv4 one, because where it leads depends on a translator nobody here knows.
 */
public final class AddressGuard {

  private static final List<Block> IPV4 =
      List.of(
          block("0.0.0.0", 8), // this network
          block("10.0.0.0", 8), // private
          block("100.64.0.0", 10), // carrier-grade NAT
          block("127.0.0.0", 8), // loopback
          block("169.254.0.0", 16), // link-local, cloud metadata
          block("172.16.0.0", 12), // private
          block("192.0.0.0", 24), // protocol assignments
          block("192.0.2.0", 24), // documentation
          block("192.88.99.0", 24), // 6to4 relays
          block("192.168.0.0", 16), // private
          block("198.18.0.0", 15), // benchmarks
          block("198.51.100.0", 24), // documentation
          block("203.0.113.0", 24), // documentation
          block("224.0.0.0", 4), // multicast
          block("240.0.0.0", 4)); // reserved, broadcast

  /** Outside it lie loopback, mapped, NAT64, ULA, link-local, site-local and multicast. */
  private static final Block IPV6_GLOBAL = block("2000::", 3);

  private static final List<Block> IPV6 =
      List.of(
          block("2001::", 23), // protocol assignments, Teredo among them
          block("2001:db8::", 32), // documentation
          block("2002::", 16), // 6to4
          block("3fff::", 20)); // documentation

  /** Whether the address belongs to the public internet. */
  public boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return IPV4.stream().noneMatch(block -> block.contains(bytes));
    }
    return IPV6_GLOBAL.contains(bytes) && IPV6.stream().noneMatch(block -> block.contains(bytes));
  }

  private static Block block(String literal, int prefix) {
    try {
      return new Block(InetAddress.getByName(literal), prefix);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  /**
   * Addresses that start alike.
   *
   * @param prefix bits that count
   */
  private record Block(InetAddress start, int prefix) {

    boolean contains(byte[] address) {
      byte[] own = start.getAddress();
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >> bit % 8;
        if (((own[bit / 8] ^ address[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}

package org.facesearch.models.image;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. What it answers is what is checked and what is connected to. */
@FunctionalInterface
public interface HostResolver {

  /**
   * Looks a host up.
   *
   * @param host a name or an address literal, IPv6 without brackets
   * @throws UnknownHostException if there is none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The resolver of the machine. */
  static HostResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}

package org.facesearch.models.image;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Opens a TCP connection; the one place where a fetch touches the network. */
@FunctionalInterface
public interface Connector {

  /**
   * Connects.
   *
   * @param address resolved and checked
   * @param timeout for the connection to stand, more than zero
   * @return a connected socket, which the caller closes
   * @throws IOException if the address does not answer in time
   */
  Socket connect(InetSocketAddress address, Duration timeout) throws IOException;

  /** Plain sockets that pass by every proxy the JVM may be set to. */
  static Connector direct() {
    return (address, timeout) -> {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(address, Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
        return socket;
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    };
  }
}

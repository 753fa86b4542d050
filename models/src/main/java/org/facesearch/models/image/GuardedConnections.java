package org.facesearch.models.image;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.facesearch.models.FaceSearchException;

/**
 * The connections of one fetch. A name is resolved once per connection, all its addresses are
 * checked, and those very addresses are connected to: a name that changes its mind changes nothing.
 *
 * <p>Another thread may close it at any time, which ends whatever waits on its sockets.
 */
final class GuardedConnections implements Closeable {

  private final FetchPolicy policy;
  private final HostResolver resolver;
  private final Connector connector;
  private final SSLSocketFactory tls;
  private final AddressGuard guard;
  private final List<Socket> open = new ArrayList<>();
  private boolean closed;

  GuardedConnections(
      FetchPolicy policy,
      HostResolver resolver,
      Connector connector,
      SSLSocketFactory tls,
      AddressGuard guard) {
    this.policy = policy;
    this.resolver = resolver;
    this.connector = connector;
    this.tls = tls;
    this.guard = guard;
  }

  /**
   * Connects to the host of a URI, with TLS where it says so.
   *
   * @throws FaceSearchException INVALID if an address of the host is forbidden; one is enough,
   *     because a name that mixes public and private addresses means no good
   * @throws IOException if no address answers
   */
  Socket connect(URI uri) throws IOException {
    boolean secure = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    String host = withoutBrackets(uri.getHost());
    Socket plain = connectAny(checkedAddresses(host, port), port);
    plain.setSoTimeout(millis(policy.readTimeout()));
    return secure ? startTls(plain, host, port) : plain;
  }

  private List<InetAddress> checkedAddresses(String host, int port) throws IOException {
    List<InetAddress> addresses = resolver.resolve(host);
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    if (!policy.exempts(host, port) && !addresses.stream().allMatch(guard::isPublic)) {
      throw FaceSearchException.invalid("uri host is not allowed");
    }
    return addresses;
  }

  private Socket connectAny(List<InetAddress> addresses, int port) throws IOException {
    IOException last = null;
    for (InetAddress address : addresses) {
      failIfClosed();
      try {
        return keep(
            connector.connect(new InetSocketAddress(address, port), policy.connectTimeout()));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private Socket startTls(Socket plain, String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private synchronized Socket keep(Socket socket) throws IOException {
    open.add(socket);
    if (closed) {
      close();
      failIfClosed();
    }
    return socket;
  }

  private synchronized void failIfClosed() throws IOException {
    if (closed) {
      throw new IOException("the fetch was given up");
    }
  }

  /** Hangs up, and lets nothing connect any more. */
  @Override
  public synchronized void close() {
    closed = true;
    hangUp();
  }

  /** Closes the sockets below TLS, which would want to say goodbye and might wait for it. */
  synchronized void hangUp() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // Nothing was going to be sent or read any more.
      }
    }
    open.clear();
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int millis(Duration duration) {
    return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
  }
}

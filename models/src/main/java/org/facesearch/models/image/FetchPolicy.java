package org.facesearch.models.image;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a fetch may do.
 *
 * @param enabled whether pictures are fetched at all
 * @param allowedHosts hosts that may have any address, private ones too: a name or an address
 *     literal, exactly as in the URL but for case, alone (any port) or as {@code host:port}; an
 *     IPv6 literal with a port stands in brackets
 * @param connectTimeout for each TCP connection
 * @param readTimeout for each wait for bytes
 * @param totalTimeout for the whole fetch: names, connections, redirects and the body
 * @param maxRedirects after which a fetch is given up
 */
public record FetchPolicy(
    boolean enabled,
    Set<String> allowedHosts,
    Duration connectTimeout,
    Duration readTimeout,
    Duration totalTimeout,
    int maxRedirects) {

  /**
   * @throws IllegalArgumentException if a timeout is not positive, redirects are negative, or an
   *     allowed host is blank or looks like a URL
   */
  public FetchPolicy {
    if (!isPositive(connectTimeout) || !isPositive(readTimeout) || !isPositive(totalTimeout)) {
      throw new IllegalArgumentException("timeouts must be positive");
    }
    if (maxRedirects < 0) {
      throw new IllegalArgumentException("maxRedirects must not be negative");
    }
    allowedHosts =
        allowedHosts.stream().map(FetchPolicy::normal).collect(Collectors.toUnmodifiableSet());
  }

  /** Fetching on, no private host, 3 s to connect, 5 s to wait, 10 s in all, 3 redirects. */
  public static FetchPolicy defaults() {
    return new FetchPolicy(
        true, Set.of(), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10), 3);
  }

  /**
   * Whether this host is exempt from the check of its addresses.
   *
   * @param host as {@link java.net.URI#getHost()} tells it
   * @param port the one connected to
   */
  public boolean exempts(String host, int port) {
    String name = normal(host);
    String withPort = (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
    return allowedHosts.contains(name) || allowedHosts.contains(withPort);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static String normal(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.contains("/") || name.contains("@")) {
      throw new IllegalArgumentException("not a host: " + host);
    }
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    return bracketed ? name.substring(1, name.length() - 1) : name;
  }
}

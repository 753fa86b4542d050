package org.facesearch.models.image;

import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.PictureFault;
import org.facesearch.models.FaceSearchException.Reason;

/**
 * Gets a picture over HTTP, connecting to no address that was not checked.
 *
 * <p>Each fetch runs on a thread of its own while the caller waits: looking up a name and reading a
 * socket can neither be interrupted nor be given one deadline together, but a waiting caller can.
 * When time is up, or the caller is interrupted, the socket is closed under the reader's hands.
 *
 * <p>There are no more such threads than callers, except those that still wait for a name.
 */
public final class PictureFetcher implements Closeable {

  private final Supplier<FetchPolicy> policies;
  private final HostResolver resolver;
  private final Connector connector;
  private final SSLSocketFactory tls;
  private final AddressGuard guard = new AddressGuard();
  private final ExecutorService threads = Executors.newCachedThreadPool(PictureFetcher::thread);

  /**
   * A fetcher on the machine's resolver and plain sockets.
   *
   * @param policies asked anew for every fetch, so that they may change
   */
  public PictureFetcher(Supplier<FetchPolicy> policies) {
    this(
        policies,
        HostResolver.system(),
        Connector.direct(),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** A fetcher that trusts the certificates the JVM trusts. */
  public PictureFetcher(FetchPolicy policy, HostResolver resolver, Connector connector) {
    this(() -> policy, resolver, connector, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  public PictureFetcher(
      Supplier<FetchPolicy> policies,
      HostResolver resolver,
      Connector connector,
      SSLSocketFactory tls) {
    this.policies = Objects.requireNonNull(policies, "policies");
    this.resolver = Objects.requireNonNull(resolver, "resolver");
    this.connector = Objects.requireNonNull(connector, "connector");
    this.tls = Objects.requireNonNull(tls, "tls");
  }

  /**
   * Gets the bytes at an address, following a few redirects.
   *
   * @param limits of which the number of bytes is checked, as announced and as they arrive
   * @throws FaceSearchException INVALID if the address is not allowed, cannot be reached, takes too
   *     long or answers with anything but the picture; TOO_LARGE if that has too many bytes;
   *     UNAVAILABLE if fetching is switched off; BUSY if the thread is interrupted (the interrupt
   *     flag stays set)
   */
  public byte[] fetch(URI uri, ImageLimits limits) {
    FetchPolicy policy = policies.get();
    if (!policy.enabled()) {
      throw new FaceSearchException(Reason.UNAVAILABLE, "fetching a uri is switched off");
    }
    PictureSource.Remote start = new PictureSource.Remote(uri);
    Duration total = policy.totalTimeout();
    GuardedConnections connections =
        new GuardedConnections(policy, resolver, connector, tls, guard);
    HttpFetch fetch = new HttpFetch(connections, policy.maxRedirects(), limits);
    Future<byte[]> answer = threads.submit(() -> fetch.run(start));
    try {
      return answer.get(total.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new FaceSearchException(
              Reason.INVALID, "uri took longer than " + inSeconds(total) + " seconds", e)
          .of(PictureFault.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaceSearchException(Reason.BUSY, "fetching the uri was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FaceSearchException known) {
        throw known;
      }
      throw new FaceSearchException(Reason.INVALID, "uri cannot be reached", e);
    } finally {
      answer.cancel(true);
      connections.close();
    }
  }

  /** Ends the threads; fetches under way fail. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "face-search-fetch");
    thread.setDaemon(true);
    return thread;
  }

  private static String inSeconds(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
  }
}

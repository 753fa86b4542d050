package org.facesearch.models.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.PictureFault;
import org.facesearch.models.image.PictureSource.Remote;

/**
 * One GET with its redirects, each on a connection of its own.
 *
 * <p>It stands on Apache's protocol engine without the client around it: so there are no cookies,
 * credentials, proxies, retries, caches or decompression to be switched off, and none that a new
 * version could switch on.
 */
final class HttpFetch {

  private static final int OK = 200;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Http1Config PROTOCOL =
      Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build();

  private final GuardedConnections connections;
  private final int maxRedirects;
  private final ImageLimits limits;

  HttpFetch(GuardedConnections connections, int maxRedirects, ImageLimits limits) {
    this.connections = connections;
    this.maxRedirects = maxRedirects;
    this.limits = limits;
  }

  /**
   * @throws FaceSearchException whatever goes wrong
   */
  byte[] run(Remote start) {
    try {
      URI uri = start.uri();
      for (int redirects = 0; redirects <= maxRedirects; redirects++) {
        Answer answer = get(uri);
        if (answer.body != null) {
          return answer.body;
        }
        uri = follow(uri, answer.location);
      }
    } catch (SocketTimeoutException e) {
      throw failure("uri did not answer in time", e).of(PictureFault.TIMEOUT);
    } catch (HttpException e) {
      throw failure("uri did not answer with valid HTTP", e);
    } catch (IOException | RuntimeException e) {
      if (e instanceof FaceSearchException known) {
        throw known;
      }
      throw failure("uri cannot be reached", e);
    }
    throw FaceSearchException.invalid("uri redirects more than " + maxRedirects + " times");
  }

  private Answer get(URI uri) throws IOException, HttpException {
    try {
      DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(PROTOCOL);
      connection.bind(connections.connect(uri));
      BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", target(uri));
      request.addHeader(HttpHeaders.HOST, uri.getRawAuthority());
      request.addHeader(HttpHeaders.USER_AGENT, "opensearch-face-search");
      request.addHeader(HttpHeaders.ACCEPT, "image/*, */*;q=0.1");
      request.addHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
      request.addHeader(HttpHeaders.CONNECTION, "close");
      ClassicHttpResponse response =
          new HttpRequestExecutor().execute(request, connection, HttpCoreContext.create());
      int status = response.getCode();
      Header location = response.getFirstHeader(HttpHeaders.LOCATION);
      if (REDIRECTS.contains(status) && location != null) {
        return new Answer(null, location.getValue());
      }
      if (status != OK) {
        throw FaceSearchException.invalid("uri answered with status " + status);
      }
      refuseCompressed(response);
      return new Answer(read(response.getEntity()), null);
    } finally {
      connections.hangUp();
    }
  }

  private static void refuseCompressed(ClassicHttpResponse response) {
    for (Header header : response.getHeaders(HttpHeaders.CONTENT_ENCODING)) {
      String encoding = header.getValue().strip().toLowerCase(Locale.ROOT);
      if (!encoding.isEmpty() && !encoding.equals("identity")) {
        throw FaceSearchException.invalid("uri answered with a compressed body");
      }
    }
  }

  private byte[] read(HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    limits.checkBytes(entity.getContentLength());
    int expected = Math.clamp(entity.getContentLength(), 8192, 1 << 20);
    ByteArrayOutputStream body = new ByteArrayOutputStream(expected);
    byte[] buffer = new byte[8192];
    // Not closed: that would read on to the end of a body that may have none. We hang up instead.
    InputStream content = entity.getContent();
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      limits.checkBytes((long) body.size() + n);
      body.write(buffer, 0, n);
    }
    return body.toByteArray();
  }

  private static URI follow(URI from, String location) {
    try {
      return Remote.of(from.resolve(Remote.escaped(location)).toString()).uri();
    } catch (IllegalArgumentException e) {
      throw failure("uri redirects to something that is not a URL", e);
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static FaceSearchException failure(String message, Exception cause) {
    return new FaceSearchException(FaceSearchException.Reason.INVALID, message, cause);
  }

  /** Either a body or the place to ask next. */
  private static final class Answer {

    private final byte[] body;
    private final String location;

    Answer(byte[] body, String location) {
      this.body = body;
      this.location = location;
    }
  }
}

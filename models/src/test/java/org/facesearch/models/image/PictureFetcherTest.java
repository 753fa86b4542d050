package org.facesearch.models.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.facesearch.models.image.TestImages.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fetches from a server of our own that can misbehave byte by byte. Every connection goes to it on
 * 127.0.0.1, whatever address it was meant for.
 */
@Timeout(60)
class PictureFetcherTest {

  private static final ImageLimits LIMITS = new ImageLimits(100_000, 1_000_000, 1, 1_000);

  /** Longer than a slow machine needs for anything that ends. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<InetSocketAddress> meant = Collections.synchronizedList(new ArrayList<>());
  private ServerSocket server;
  private PictureFetcher fetcher;
  private volatile Answer answer;

  /** What the server does once it has read a request. */
  @FunctionalInterface
  private interface Answer {
    void write(String path, OutputStream out) throws IOException, InterruptedException;
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
    fetcher = fetcher(PATIENT, PATIENT);
  }

  @AfterEach
  void stop() throws IOException {
    fetcher.close();
    server.close();
  }

  @Test
  void getsTheBytes() {
    byte[] picture = TestImages.jpeg(20, 20);
    answer = (path, out) -> ok(out, "Content-Length: " + picture.length, picture);
    assertArrayEquals(picture, fetch("http://pictures.example/a%20b.jpg?c=d"));
    String request = requests.getFirst();
    assertTrue(request.startsWith("GET /a%20b.jpg?c=d HTTP/1.1\r\n"), request);
    assertTrue(request.contains("Host: pictures.example\r\n"), request);
    assertTrue(request.contains("Accept-Encoding: identity\r\n"), request);
    assertFalse(request.contains("Cookie"), request);
    assertFalse(request.contains("Authorization"), request);
    assertEquals(List.of(publicAddress(80)), meant);
  }

  @Test
  void getsBodiesInChunksAndUntilTheEnd() {
    answer = (path, out) -> ok(out, "Transfer-Encoding: chunked", ascii("3\r\nabc\r\n0\r\n\r\n"));
    assertArrayEquals(ascii("abc"), fetch("http://pictures.example"));
    answer = (path, out) -> ok(out, "X: y", ascii("abcd"));
    assertArrayEquals(ascii("abcd"), fetch("http://pictures.example"));
    answer = (path, out) -> ok(out, "Content-Length: 0", new byte[0]);
    assertEquals(0, fetch("http://pictures.example").length);
  }

  @Test
  void informationIsNoAnswer() {
    answer =
        (path, out) -> {
          out.write(ascii("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"));
          ok(out, "Content-Length: 2", ascii("hi"));
        };
    assertArrayEquals(ascii("hi"), fetch("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 304, 400, 401, 404, 407, 500, 503})
  void anyOtherStatusIsNamed(int status) {
    answer =
        (path, out) -> out.write(ascii("HTTP/1.1 " + status + " So\r\nContent-Length: 0\r\n\r\n"));
    assertEquals("uri answered with status " + status, refusal("http://pictures.example"));
    assertEquals(1, requests.size(), "no retry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "x-gzip"})
  void compressedBodiesAreRefused(String encoding) {
    answer = (path, out) -> ok(out, "Content-Encoding: " + encoding, ascii("abc"));
    assertEquals("uri answered with a compressed body", refusal("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsRedirects(int status) {
    answer =
        (path, out) -> {
          if (path.equals("/b")) {
            ok(out, "Content-Length: 2", ascii("hi"));
          } else {
            redirect(out, status, path.equals("/") ? "http://other.example:81/c d#e" : "/b");
          }
        };
    assertArrayEquals(ascii("hi"), fetch("http://pictures.example/"));
    assertEquals(List.of(publicAddress(80), publicAddress(81), publicAddress(81)), meant);
  }

  @Test
  void redirectsEnd() {
    answer = (path, out) -> redirect(out, 302, path + "a");
    assertEquals("uri redirects more than 3 times", refusal("http://pictures.example/"));
    assertEquals(4, requests.size());
  }

  @ParameterizedTest
  @CsvSource({
    "http://private.example/, uri host is not allowed",
    "http://127.0.0.1/, uri host is not allowed",
    "//private.example/, uri host is not allowed",
    "file:///etc/passwd, 'uri must be http://, https:// or data:'",
    "'data:,abc', 'uri must be http://, https:// or data:'",
    "http://u:p@pictures.example/, uri must not carry a user name or password",
    "http://, uri is not a valid URL"
  })
  void redirectsAreCheckedLikeTheFirstAddress(String location, String text) {
    answer = (path, out) -> redirect(out, 302, location);
    String refusal = refusal("http://pictures.example/");
    assertTrue(
        refusal.equals(text) || refusal.equals("uri redirects to something that is not a URL"),
        refusal);
    assertEquals(List.of(publicAddress(80)), meant);
  }

  @ParameterizedTest
  @ValueSource(longs = {100_001, Integer.MAX_VALUE, Long.MAX_VALUE})
  void announcedLengthsAreChecked(long length) {
    answer = (path, out) -> ok(out, "Content-Length: " + length, new byte[10]);
    assertFails(Reason.TOO_LARGE, () -> fetch("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y", "Transfer-Encoding: chunked"})
  void anEndlessBodyIsCut(String header) {
    answer =
        (path, out) -> {
          ok(out, header, new byte[0]);
          byte[] block = header.startsWith("T") ? chunk(1000) : new byte[1000];
          while (true) {
            out.write(block);
          }
        };
    assertFails(Reason.TOO_LARGE, () -> fetch("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 50",
        "Content-Length: abc",
        "Content-Length: -5",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked"
      })
  void wrongLengthsAreRefused(String header) {
    answer = (path, out) -> ok(out, header, ascii("zzz"));
    assertFails(Reason.INVALID, () -> fetch("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon"})
  void whatIsNotHttpIsRefused(String bytes) {
    answer = (path, out) -> out.write(ascii(bytes));
    assertFails(Reason.INVALID, () -> fetch("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
      })
  void headersWithoutEndAreRefused(String start) {
    answer =
        (path, out) -> {
          out.write(ascii(start));
          while (true) {
            out.write(ascii("A: b\r\n"));
          }
        };
    assertFails(Reason.INVALID, () -> fetch("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nA: "})
  void aLineWithoutEndIsRefused(String start) {
    answer =
        (path, out) -> {
          out.write(ascii(start));
          while (true) {
            out.write(new byte[1000]);
          }
        };
    assertFails(Reason.INVALID, () -> fetch("http://pictures.example"));
  }

  /** Each byte comes soon after the last: only a deadline for the whole ends that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 ",
        "HTTP/1.1 200 OK\r\nA: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: ",
        "HTTP/1.1 302 Found\r\nLocation: /"
      })
  void anAnswerThatDripsEndsInTime(String start) {
    fetcher.close();
    fetcher = fetcher(Duration.ofMillis(900), PATIENT);
    answer =
        (path, out) -> {
          out.write(ascii(start));
          while (true) {
            out.write('a');
            out.flush();
            Thread.sleep(20);
          }
        };
    assertEquals("uri took longer than 0.9 seconds", refusal("http://pictures.example"));
  }

  @Test
  void informationWithoutEndEndsInTime() {
    fetcher.close();
    fetcher = fetcher(Duration.ofMillis(900), PATIENT);
    answer =
        (path, out) -> {
          while (true) {
            out.write(ascii("HTTP/1.1 103 Early Hints\r\n\r\n"));
          }
        };
    assertEquals("uri took longer than 0.9 seconds", refusal("http://pictures.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zzz\r\nabc\r\n0\r\n\r\n",
        "-1\r\nabc\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nabc",
        "7fffffffffffffff\r\nabc",
        "3\r\nabcdef\r\n0\r\n\r\n",
        "3\r\nab"
      })
  void chunksThatAreNoneAreRefused(String body) {
    answer = (path, out) -> ok(out, "Transfer-Encoding: chunked", ascii(body));
    assertFails(Reason.INVALID, () -> fetch("http://pictures.example"));
  }

  /** What comes behind a body is not read as if it belonged to it. */
  @Test
  void aBodyIsNoLongerThanAnnounced() {
    answer = (path, out) -> ok(out, "Content-Length: 2", ascii("hi and more"));
    assertArrayEquals(ascii("hi"), fetch("http://pictures.example"));
  }

  @Test
  void silenceEndsInTime() {
    answer = (path, out) -> Thread.sleep(5_000);
    fetcher.close();
    fetcher = fetcher(PATIENT, Duration.ofMillis(300));
    assertEquals("uri did not answer in time", refusal("http://pictures.example"));
    assertEquals("uri did not answer in time", refusal("https://pictures.example"));
  }

  @Test
  void aNameThatIsNotFoundInTimeEndsTheFetch() {
    HostResolver slow =
        host -> {
          try {
            Thread.sleep(10_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    try (PictureFetcher slowly =
        new PictureFetcher(policy(Duration.ofMillis(200), PATIENT), slow, this::toServer)) {
      assertEquals(
          "uri took longer than 0.2 seconds",
          assertFails(Reason.INVALID, () -> slowly.fetch(URI.create("http://a.example"), LIMITS))
              .getMessage());
    }
    assertEquals(List.of(), meant);
  }

  @Test
  void anInterruptEndsTheFetch() {
    fetcher.close();
    fetcher = fetcher(PATIENT, PATIENT);
    answer = (path, out) -> Thread.sleep(15_000);
    Thread caller = Thread.currentThread();
    Thread.startVirtualThread(
        () -> {
          while (requests.isEmpty()) {
            Thread.onSpinWait();
          }
          caller.interrupt();
        });
    assertFails(Reason.BUSY, () -> fetch("http://pictures.example"));
    assertTrue(Thread.interrupted(), "the flag stays set");
  }

  @Test
  void anAllowedHostMayBePrivate() {
    answer = (path, out) -> ok(out, "Content-Length: 2", ascii("hi"));
    int port = server.getLocalPort();
    FetchPolicy allowing =
        new FetchPolicy(true, Set.of("127.0.0.1:" + port), PATIENT, PATIENT, PATIENT, 3);
    try (PictureFetcher real = new PictureFetcher(() -> allowing)) {
      assertArrayEquals(
          ascii("hi"), real.fetch(URI.create("http://127.0.0.1:" + port + "/"), LIMITS));
    }
  }

  @Test
  void aHostWithoutAddressesCannotBeReached() {
    assertEquals("uri cannot be reached", refusal("http://unknown.example"));
  }

  private byte[] fetch(String uri) {
    return fetcher.fetch(URI.create(uri), LIMITS);
  }

  private String refusal(String uri) {
    return assertFails(Reason.INVALID, () -> fetch(uri)).getMessage();
  }

  private PictureFetcher fetcher(Duration total, Duration read) {
    return new PictureFetcher(policy(total, read), PictureFetcherTest::resolve, this::toServer);
  }

  private static FetchPolicy policy(Duration total, Duration read) {
    return new FetchPolicy(true, Set.of(), PATIENT, read, total, 3);
  }

  private static List<InetAddress> resolve(String host) {
    return switch (host) {
      case "pictures.example", "other.example" -> List.of(AddressGuardTest.literal("8.8.8.8"));
      case "unknown.example" -> List.of();
      default -> List.of(AddressGuardTest.literal("10.0.0.1"));
    };
  }

  private static InetSocketAddress publicAddress(int port) {
    return new InetSocketAddress(AddressGuardTest.literal("8.8.8.8"), port);
  }

  private Socket toServer(InetSocketAddress address, Duration timeout) throws IOException {
    meant.add(address);
    return Connector.direct()
        .connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), timeout);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String request = readRequest(socket.getInputStream());
      requests.add(request);
      answer.write(request.split(" ", 3)[1], socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException | ArrayIndexOutOfBoundsException e) {
      // The fetcher hung up, or spoke TLS.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a request to its blank line, or a while of anything else. */
  private static String readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        break;
      }
      request.append((char) c);
    }
    return request.toString();
  }

  private static void ok(OutputStream out, String header, byte[] body) throws IOException {
    out.write(ascii("HTTP/1.1 200 OK\r\n" + header + "\r\nSet-Cookie: a=b\r\n\r\n"));
    out.write(body);
  }

  private static void redirect(OutputStream out, int status, String location) throws IOException {
    out.write(
        ascii(
            "HTTP/1.1 "
                + status
                + " Moved\r\nSet-Cookie: a=b\r\nLocation: "
                + location
                + "\r\nContent-Length: 0\r\n\r\n"));
  }

  private static byte[] chunk(int length) {
    return ascii(Integer.toHexString(length) + "\r\n" + "a".repeat(length) + "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}

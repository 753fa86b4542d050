package org.facesearch.models.image;

import static org.facesearch.models.image.TestImages.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that must never be connected to. The connector only takes notes: no socket opens. */
class AddressGuardTest {

  private final List<InetSocketAddress> connected = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::10.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::7f00:1",
        "100::1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fdff:ffff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff00::1",
        "ff02::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2002:808:808::1",
        "3fff::1",
        "4000::1",
        "5f00::1"
      })
  void forbiddenAddressesAreNotConnectedTo(String address) {
    InetAddress resolved = literal(address);
    assertFalse(new AddressGuard().isPublic(resolved));
    try (PictureFetcher fetcher = fetcher(host -> List.of(resolved))) {
      assertEquals("uri host is not allowed", refusal(fetcher, "http://innocent.example/a.jpg"));
    }
    assertEquals(List.of(), connected);
  }

  /** Forms that only some resolvers read; what they read them as is judged. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://0/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://127.0.0.1.nip.example/",
        "https://metadata.example/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::1%25lo]/"
      })
  void spellingDoesNotMatter(String uri) {
    try (PictureFetcher fetcher = fetcher(host -> List.of(InetAddress.getLoopbackAddress()))) {
      assertFails(Reason.INVALID, () -> fetcher.fetch(URI.create(uri), ImageLimits.defaults()));
    }
    assertEquals(List.of(), connected);
  }

  @Test
  void aMappedAddressThatStaysSixteenBytesIsForbidden() throws IOException {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xFF;
    mapped[12] = 8;
    assertFalse(new AddressGuard().isPublic(Inet6Address.getByAddress("x", mapped, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00::1"
      })
  void publicAddressesAreConnectedTo(String address) {
    InetAddress resolved = literal(address);
    assertTrue(new AddressGuard().isPublic(resolved));
    try (PictureFetcher fetcher = fetcher(host -> List.of(resolved))) {
      assertEquals("uri cannot be reached", refusal(fetcher, "http://a.example:81/a.jpg"));
    }
    assertEquals(List.of(new InetSocketAddress(resolved, 81)), connected);
  }

  @Test
  void oneForbiddenAddressAmongOthersIsEnough() {
    List<InetAddress> mixed = List.of(literal("8.8.8.8"), literal("10.0.0.1"));
    try (PictureFetcher fetcher = fetcher(host -> mixed)) {
      assertEquals("uri host is not allowed", refusal(fetcher, "http://a.example/"));
    }
    assertEquals(List.of(), connected);
  }

  @Test
  void aNameThatChangesItsMindIsConnectedWhereItWasChecked() {
    List<String> answers = new ArrayList<>(List.of("8.8.8.8", "127.0.0.1", "127.0.0.1"));
    try (PictureFetcher fetcher = fetcher(host -> List.of(literal(answers.removeFirst())))) {
      assertEquals("uri cannot be reached", refusal(fetcher, "http://rebind.example/"));
      assertEquals("uri host is not allowed", refusal(fetcher, "http://rebind.example/"));
    }
    assertEquals(1, answers.size(), "resolved once for each fetch");
    assertEquals(List.of(new InetSocketAddress(literal("8.8.8.8"), 80)), connected);
  }

  @Test
  void nothingIsFetchedWhenSwitchedOff() {
    FetchPolicy on = FetchPolicy.defaults();
    FetchPolicy off =
        new FetchPolicy(
            false,
            on.allowedHosts(),
            on.connectTimeout(),
            on.readTimeout(),
            on.totalTimeout(),
            on.maxRedirects());
    try (PictureFetcher fetcher =
        new PictureFetcher(
            off,
            host -> {
              throw new AssertionError(host);
            },
            this::note)) {
      assertFails(
          Reason.UNAVAILABLE,
          () -> fetcher.fetch(URI.create("http://a.example/"), ImageLimits.defaults()));
    }
  }

  @Test
  void otherSchemesNeverGetThatFar() {
    try (PictureFetcher fetcher = fetcher(host -> List.of(literal("8.8.8.8")))) {
      for (String uri :
          List.of("file:///etc/passwd", "ftp://a.example/", "http://u:p@a.example/")) {
        assertFails(Reason.INVALID, () -> fetcher.fetch(URI.create(uri), ImageLimits.defaults()));
      }
    }
    assertEquals(List.of(), connected);
    assertThrows(NullPointerException.class, () -> new PictureFetcher(null));
  }

  /** An address written out; no name is looked up. */
  static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private String refusal(PictureFetcher fetcher, String uri) {
    return assertFails(Reason.INVALID, () -> fetcher.fetch(URI.create(uri), ImageLimits.defaults()))
        .getMessage();
  }

  private PictureFetcher fetcher(HostResolver resolver) {
    return new PictureFetcher(FetchPolicy.defaults(), resolver, this::note);
  }

  private Socket note(InetSocketAddress address, Duration timeout) throws IOException {
    connected.add(address);
    throw new IOException("only noted");
  }
}

package org.facesearch.models.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The many ways to write an address that a node may reach and a caller may not.
 *
 * <p>No network is touched, with the guard or without: names are looked up by {@link LooseResolver}
 * and what would be connected to is noted, and answered from memory.
 */
class HostileAddressesTest {

  private static final String PUBLIC = "8.8.8.8";

  private final LooseResolver resolver = new LooseResolver();
  private final List<String> connected = new ArrayList<>();

  /** What the one that is connected to answers. */
  private String answer = "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n";

  /** Written so that our reading of URLs lets them pass: the check of addresses must stop them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://127.0.0.1:9200/",
        "http://127.255.255.254/",
        "http://0.0.0.0/",
        "http://0.1.2.3/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/",
        "http://100.64.0.1/",
        "http://100.100.100.200/",
        "http://192.0.0.192/",
        "http://192.0.2.1/",
        "http://198.18.0.1/",
        "http://198.51.100.1/",
        "http://203.0.113.1/",
        "http://224.0.0.1/",
        "http://239.255.255.250:1900/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://2130706433/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0177.0000.0000.0001/",
        "http://0/",
        "http://[::]/",
        "http://[::1]/",
        "http://[0:0:0:0:0:0:0:1]:9200/",
        "http://[0000:0000:0000:0000:0000:0000:0000:0001]/",
        "http://[::127.0.0.1]/",
        "http://[::7f00:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::FFFF:7F00:1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[64:ff9b:1:fffe::8.8.8.8]/",
        "http://[2002:7f00:1::]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://[2001:0:7f00:1::]/",
        "http://[2001:10::1]/",
        "http://[2001:db8::1]/",
        "http://[3fff::1]/",
        "http://[100::1]/",
        "http://[fc00::1]/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[ff05::1:3]/",
        "http://[5f00::1]/",
        "http://localhost/",
        "HTTP://LOCALHOST/",
        "http://localhost./",
        "http://intranet/",
        "http://metadata.internal/",
        "http://127-0-0-1.innocent.example/",
        "http://xn--bcher-kva.internal/"
      })
  void leadNowhere(String uri) {
    assertEquals("uri host is not allowed", refusal(uri));
    assertNowhere();
    assertTrue(resolver.asked() > 0, "nobody would have stopped it");
  }

  /** Forms that browsers or the C library read as an address; no such URL comes to a resolver. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0x7F.0x0.0x0.0x1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.1./",
        "http://127.0.0.1../",
        "http://127.0.0.256/",
        "http://\uFF11\uFF12\uFF17.\uFF10.\uFF10.\uFF11/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://127\u30020\u30020\u30021/",
        "http://\u24DB\u24DE\u24D2\u24D0\u24DB\u24D7\u24DE\u24E2\u24E3/",
        "http://loc\u0430lhost/",
        "http://b\u00FCcher.internal/",
        "http://local\u00ADhost/",
        "http://%31%32%37.0.0.1/",
        "http://127.0.0.1%2f@innocent.example/",
        "http://[::1/",
        "http://[::ffff:127.0.0.1].innocent.example/",
        "http://[v1.fe80::a]/",
        "http://user@127.0.0.1/",
        "http://user:secret@innocent.example/",
        "http://innocent.example@127.0.0.1/",
        "http://innocent.example:80@127.0.0.1/",
        "http://innocent.example\\@127.0.0.1/",
        "http://127.0.0.1\\@innocent.example/",
        "http:\\\\127.0.0.1\\",
        "http:/127.0.0.1/",
        "http:127.0.0.1",
        "http:///127.0.0.1/",
        "http:////127.0.0.1/",
        "http://innocent.example:0/",
        "http://innocent.example:65536/",
        "http://innocent.example:-1/",
        "http://innocent.example:99999999999/",
        "http://innocent.example:8o/",
        "http://127.0.0.1\t/",
        "http://127.0.0.1\r\nHost: innocent.example/",
        "http://inno\ncent.example/",
        "http://innocent.example\u0000.internal/",
        "http:// 127.0.0.1/",
        "http://",
        "http://?",
        "http://#@127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "file://127.0.0.1/etc/passwd",
        "FILE:/etc/passwd",
        "jar:http://127.0.0.1/a.jar!/b",
        "gopher://127.0.0.1:9200/_GET",
        "dict://127.0.0.1:9200/",
        "ldap://127.0.0.1/",
        "netdoc:///etc/passwd",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "//127.0.0.1/",
        "127.0.0.1/",
        "url:http://127.0.0.1/"
      })
  void areNoAddresses(String uri) {
    FaceSearchException refused = assertThrows(FaceSearchException.class, () -> fetch(uri));
    assertEquals(Reason.INVALID, refused.reason());
    assertTrue(refused.getMessage().startsWith("uri "), refused::getMessage);
    assertNowhere();
    assertEquals(0, resolver.asked(), "it came to a resolver");
  }

  /** A server on the internet may send us anywhere: it is judged like what the caller wrote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "HTTP://127.0.0.1:9200/_cluster/health",
        "//127.0.0.1/",
        "///127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://localhost./",
        "http://169.254.169.254/latest/",
        "http://100.64.0.1/",
        "http://10.0.0.1/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fd00::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[ff02::1]/",
        "http://metadata.internal/",
        "http://\uFF11\uFF12\uFF17.0.0.1/",
        "http://user:secret@innocent.example/",
        "\\\\127.0.0.1\\",
        "http:\\\\127.0.0.1\\",
        "https://127.0.0.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "data:image/png;base64,AAAA",
        "gopher://127.0.0.1/",
        "http://",
        "http://innocent.example:0/",
        "::"
      })
  void redirectsLeadNowhereElse(String location) {
    answer = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n";
    FaceSearchException refused =
        assertThrows(FaceSearchException.class, () -> fetch("http://innocent.example/a.jpg"));
    assertEquals(Reason.INVALID, refused.reason());
    Set<String> where = Set.copyOf(connected);
    assertEquals(Set.of(PUBLIC + ":80"), where, "connected elsewhere");
  }

  /** The answer that was checked is the one that is used: there is no second question. */
  @Test
  void aNameThatChangesItsMindIsAskedOnce() {
    resolver.answers("rebinding.example", PUBLIC, "127.0.0.1", "127.0.0.1");
    assertEquals("uri answered with status 404", refusal("http://rebinding.example/"));
    assertEquals(List.of(PUBLIC + ":80"), connected);
    assertEquals(1, resolver.asked());
  }

  @Test
  void aNameThatChangesItsMindBeforeARedirectIsCheckedAgain() {
    resolver.answers("rebinding.example", PUBLIC, "127.0.0.1");
    answer = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /again\r\n\r\n";
    assertEquals("uri host is not allowed", refusal("http://rebinding.example/"));
    assertEquals(List.of(PUBLIC + ":80"), connected);
    assertEquals(2, resolver.asked());
  }

  /** One bad address among many spoils the name, wherever in the list it is. */
  @Test
  void aNameWithOneBadAddressIsRefused() {
    resolver.hasAll("mixed.example", PUBLIC, "9.9.9.9", "::1");
    assertEquals("uri host is not allowed", refusal("http://mixed.example/"));
    assertNowhere();
  }

  /** Without this, a test above could pass because nothing is ever connected to. */
  @Test
  void thePublicInternetIsReached() {
    for (String uri : List.of("http://innocent.example/", "http://[2a00:1450::1]:81/")) {
      assertEquals("uri answered with status 404", refusal(uri));
    }
    assertEquals(List.of("8.8.8.8:80", "2a00:1450:0:0:0:0:0:1:81"), connected);
  }

  private void assertNowhere() {
    assertEquals(List.of(), connected, "would have been connected to");
  }

  private String refusal(String uri) {
    FaceSearchException refused = assertThrows(FaceSearchException.class, () -> fetch(uri));
    assertEquals(Reason.INVALID, refused.reason(), refused::getMessage);
    return refused.getMessage();
  }

  /** The way of every request: the text of the field is read, then fetched from. */
  private void fetch(String uri) {
    URI address = ((PictureSource.Remote) PictureSource.parse(uri)).uri();
    try (PictureFetcher fetcher =
        new PictureFetcher(FetchPolicy.defaults(), resolver, this::connect)) {
      fetcher.fetch(address, ImageLimits.defaults());
    }
  }

  private Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
    InetAddress to = address.getAddress();
    connected.add(to.getHostAddress() + ":" + address.getPort());
    if (address.getPort() == 443) {
      throw new IOException("no TLS here");
    }
    return new Canned(answer.getBytes(StandardCharsets.UTF_8));
  }

  /** A connection that is none: it swallows the request and has the answer ready. */
  private static final class Canned extends Socket {
    private final InputStream in;
    private final OutputStream out = new ByteArrayOutputStream();

    Canned(byte[] answer) {
      in = new ByteArrayInputStream(answer);
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return out;
    }
  }
}

package org.facesearch.plugin.forms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.common.CheckedConsumer;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.indices.breaker.NoneCircuitBreakerService;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.rest.MethodHandlers;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;
import org.opensearch.test.OpenSearchTestCase;
import org.opensearch.test.rest.FakeRestChannel;
import org.opensearch.test.rest.FakeRestRequest;
import org.opensearch.transport.client.node.NodeClient;
import org.opensearch.usage.UsageService;

public class FormsOnThePortTests extends OpenSearchTestCase {

  private static final String MULTIPART = "multipart/form-data";

  private static void open(Class<?> registry, MethodHandlers... paths) {
    FormsOnThePort.open(List.of("/ours"), List.of(paths).iterator(), registry);
  }

  private static boolean known() {
    return MediaTypeRegistry.fromMediaType(MULTIPART) != null;
  }

  public void testFormsAreKnownOnceOpenedAndOpeningTwiceIsNoFault() {
    open(MediaTypeRegistry.class);
    open(MediaTypeRegistry.class);
    for (FormMediaType form : FormMediaType.FORMS) {
      assertTrue(FormMediaType.isForm(MediaTypeRegistry.fromMediaType(form.toString())));
    }
    assertFalse(FormMediaType.isForm(MediaTypeRegistry.JSON));
    assertFalse(FormMediaType.isForm(null));
  }

  public void testNothingIsTakenForAForm() {
    byte[] body = "--xyz\r\nContent-Disposition: form-data".getBytes(StandardCharsets.UTF_8);
    for (FormMediaType form : FormMediaType.FORMS) {
      assertFalse(form.detectedXContent(body, 0, body.length));
      assertFalse(form.detectedXContent("a=b", 3));
    }
  }

  public void testParsingIsRefusedAndAnswersAreJson() throws Exception {
    open(MediaTypeRegistry.class);
    MediaType multipart = MediaTypeRegistry.fromMediaType(MULTIPART);
    OpenSearchStatusException refusal =
        expectThrows(
            OpenSearchStatusException.class,
            () ->
                multipart
                    .xContent()
                    .createParser(
                        NamedXContentRegistry.EMPTY, DeprecationHandler.IGNORE_DEPRECATIONS, "{}"));
    assertEquals(RestStatus.NOT_ACCEPTABLE, refusal.status());
    try (BytesStreamOutput out = new BytesStreamOutput();
        XContentBuilder builder = new XContentBuilder(multipart.xContent(), out)) {
      builder.startObject().field("a", 1).endObject();
      assertEquals("{\"a\":1}", BytesReference.bytes(builder).utf8ToString());
      assertEquals(MediaTypeRegistry.JSON.mediaType(), builder.contentType().mediaType());
    }
  }

  /** A registry of another version, without the method. */
  private static final class OtherRegistry {}

  public void testVersionThatAllowsNoNewTypesIsLeftAsItIs() {
    // Whether they are known already depends on the tests that ran before this one.
    boolean before = known();
    open(OtherRegistry.class);
    assertEquals(before, known());
  }

  /** Handlers of another version, in which they cannot be guarded. */
  private static final class OtherHandlers implements MethodHandlers {
    @Override
    public Set<RestRequest.Method> getValidMethods() {
      return Set.of();
    }

    @Override
    public String getPath() {
      return "/theirs";
    }
  }

  public void testFormsStayUnknownWhereHandlersCannotBeGuarded() {
    boolean before = known();
    open(MediaTypeRegistry.class, new OtherHandlers());
    assertEquals(before, known());
  }

  private final List<String> called = new ArrayList<>();

  /** A handler of others. */
  private record Handler(String path, CheckedConsumer<RestRequest, IOException> work)
      implements RestHandler {
    @Override
    public List<Route> routes() {
      return List.of(new Route(RestRequest.Method.POST, path));
    }

    /** Otherwise there would have to be a client. */
    @Override
    public boolean allowSystemIndexAccessByDefault() {
      return true;
    }

    @Override
    public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
        throws IOException {
      work.accept(request);
    }
  }

  private static FakeRestChannel answer(RestController controller, String path) {
    FakeRestRequest request =
        new FakeRestRequest.Builder(NamedXContentRegistry.EMPTY)
            .withMethod(RestRequest.Method.POST)
            .withPath(path)
            .withHeaders(Map.of("Content-Type", List.of(MULTIPART)))
            .withContent(new BytesArray("--xyz--"), null)
            .build();
    FakeRestChannel channel = new FakeRestChannel(request, true, 1);
    controller.dispatchRequest(request, channel, new ThreadContext(Settings.EMPTY));
    return channel;
  }

  /** It has no guard, and gets a form as bytes; what it tries to parse is refused all the same. */
  public void testAHandlerThatComesLaterCanParseNoForm() {
    RestController controller =
        new RestController(
            Set.of(), null, null, new NoneCircuitBreakerService(), new UsageService());
    controller.registerHandler(new Handler("/theirs/early", request -> called.add("early")));
    FormsOnThePort.open(List.of("/ours"), controller.getAllHandlers(), MediaTypeRegistry.class);
    controller.registerHandler(
        new Handler(
            "/theirs/late",
            request -> {
              called.add("late");
              try (XContentParser parser = request.contentParser()) {
                called.add("parsed " + parser.map());
              }
            }));
    for (String path : List.of("/theirs/early", "/theirs/late")) {
      RestResponse answer = answer(controller, path).capturedResponse();
      assertEquals(RestStatus.NOT_ACCEPTABLE, answer.status());
      assertTrue(answer.content().utf8ToString().contains("[" + MULTIPART + "] is not supported"));
    }
    assertEquals(List.of("late"), called);
  }
}

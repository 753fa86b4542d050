package org.facesearch.plugin.forms;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.MethodHandlers;
import org.opensearch.rest.RestRequest;
import org.opensearch.test.OpenSearchTestCase;

public class FormsOnThePortTests extends OpenSearchTestCase {

  private static final String MULTIPART = "multipart/form-data";

  private static void open(Class<?> registry, MethodHandlers... paths) {
    FormsOnThePort.open("/ours", List.of(paths).iterator(), registry);
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
}

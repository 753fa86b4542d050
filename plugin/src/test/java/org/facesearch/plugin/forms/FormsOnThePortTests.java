package org.facesearch.plugin.forms;

import java.nio.charset.StandardCharsets;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.support.PlainActionFuture;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.test.OpenSearchTestCase;

public class FormsOnThePortTests extends OpenSearchTestCase {

  private static final String MULTIPART = "multipart/form-data";

  public void testFormsAreKnownOnceOpenedAndOpeningTwiceIsNoFault() {
    assertTrue(FormsOnThePort.open(MediaTypeRegistry.class));
    assertTrue(FormsOnThePort.open(MediaTypeRegistry.class));
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
    FormsOnThePort.open();
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
    boolean known = MediaTypeRegistry.fromMediaType(MULTIPART) != null;
    assertEquals(known, FormsOnThePort.open(OtherRegistry.class));
  }

  public void testDocumentsThatAreFormsAreRefused() {
    FormsOnThePort.open();
    NoFormDocuments filter = new NoFormDocuments();
    PlainActionFuture<ActionResponse> refused = PlainActionFuture.newFuture();
    IndexRequest document =
        new IndexRequest("idx")
            .source(new BytesArray("a=b"), MediaTypeRegistry.fromMediaType(MULTIPART));
    assertFalse(filter.apply("indices:data/write/index", document, refused));
    assertEquals(
        RestStatus.NOT_ACCEPTABLE,
        expectThrows(OpenSearchStatusException.class, refused::actionGet).status());
    PlainActionFuture<ActionResponse> unasked = PlainActionFuture.newFuture();
    IndexRequest json = new IndexRequest("idx").source("{}", MediaTypeRegistry.JSON);
    assertTrue(filter.apply("indices:data/write/index", json, unasked));
    assertTrue(filter.apply("indices:data/write/index", new IndexRequest("idx"), unasked));
    assertTrue(filter.apply("indices:data/read/search", new SearchRequest(), unasked));
    assertFalse(unasked.isDone());
  }
}

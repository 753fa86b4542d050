package org.facesearch.plugin.forms;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.XContent;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * A type of body that OpenSearch knows by name alone: whoever tries to parse one is refused with
 * 406. An answer to such a body is written in JSON.
 */
final class FormMediaType implements MediaType {

  /** Both types of forms. */
  static final List<FormMediaType> FORMS =
      List.of(
          new FormMediaType("multipart", "form-data"),
          new FormMediaType("application", "x-www-form-urlencoded"));

  private final String type;
  private final String subtype;
  private final XContent content;

  private FormMediaType(String type, String subtype) {
    this.type = type;
    this.subtype = subtype;
    this.content = content(mediaTypeWithoutParameters());
  }

  /** What OpenSearch says of a body whose type it does not know. */
  static String refusal(String contentType) {
    return "Content-Type header [" + contentType + "] is not supported";
  }

  /** JSON for who writes. A proxy, because the methods of writers differ between versions. */
  private static XContent content(String mediaType) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("createParser")) {
            throw new OpenSearchStatusException(refusal(mediaType), RestStatus.NOT_ACCEPTABLE);
          }
          try {
            return method.invoke(MediaTypeRegistry.JSON.xContent(), arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (XContent)
        Proxy.newProxyInstance(
            FormMediaType.class.getClassLoader(), new Class<?>[] {XContent.class}, handler);
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String subtype() {
    return subtype;
  }

  @Override
  public String format() {
    return subtype;
  }

  @Override
  public XContent xContent() {
    return content;
  }

  /** Nothing is taken for a form that does not call itself one. */
  @Override
  public boolean detectedXContent(byte[] bytes, int offset, int length) {
    return false;
  }

  @Override
  public boolean detectedXContent(CharSequence text, int length) {
    return false;
  }

  @Override
  public String mediaTypeWithoutParameters() {
    return type + "/" + subtype;
  }

  @Override
  public XContentBuilder contentBuilder() throws IOException {
    return MediaTypeRegistry.JSON.contentBuilder();
  }

  @Override
  public XContentBuilder contentBuilder(OutputStream out) throws IOException {
    return MediaTypeRegistry.JSON.contentBuilder(out);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeString(mediaTypeWithoutParameters());
  }

  @Override
  public String toString() {
    return mediaTypeWithoutParameters();
  }

  /** Whether a body of this type is a form; also if another plugin made the type known. */
  static boolean isForm(MediaType type) {
    return type != null
        && FORMS.stream()
            .anyMatch(form -> form.toString().equals(type.mediaTypeWithoutParameters()));
  }
}

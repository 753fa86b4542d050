package org.facesearch.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.facesearch.models.FaceSearchException;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.rest.RestRequest;

/**
 * The fields of a JSON object, read by name and type. Every error names the field with its full
 * path, e.g. {@code image.bounding_box.pts must be ...}. Fields that nobody asks for are ignored;
 * {@code null} counts as absent.
 */
public final class Fields {

  private final String path;
  private final Map<String, Object> values;

  private Fields(String path, Map<String, Object> values) {
    this.path = path;
    this.values = values;
  }

  /**
   * The body of a request; an absent one has no fields.
   *
   * @throws FaceSearchException {@code INVALID} if the body is not a JSON object
   */
  public static Fields of(RestRequest request) {
    if (!request.hasContent()) {
      return new Fields("", Map.of());
    }
    return of(request::contentParser);
  }

  /**
   * The same for clients that call JSON a form, as many do that name no type at all.
   *
   * @throws FaceSearchException {@code INVALID} if the body is not a JSON object
   */
  public static Fields ofJson(RestRequest request) {
    return request.hasContent() && !(request.getMediaType() instanceof XContentType)
        ? of(
            () ->
                XContentType.JSON
                    .xContent()
                    .createParser(
                        request.getXContentRegistry(),
                        DeprecationHandler.THROW_UNSUPPORTED_OPERATION,
                        request.content().streamInput()))
        : of(request);
  }

  /** Opens the body. */
  private interface Body {
    XContentParser open() throws IOException;
  }

  private static Fields of(Body body) {
    try (XContentParser parser = body.open()) {
      if (parser.nextToken() != XContentParser.Token.START_OBJECT) {
        throw FaceSearchException.invalid("the request body must be a JSON object");
      }
      Fields fields = new Fields("", parser.mapOrdered());
      if (parser.nextToken() != null) {
        throw FaceSearchException.invalid("the request body is not valid JSON");
      }
      return fields;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new FaceSearchException(
          FaceSearchException.Reason.INVALID, "the request body is not valid JSON", e);
    }
  }

  /** The full path of a field, for errors. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether the field is there, be it {@code null}. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Any JSON value, as it came. */
  public Object any(String name) {
    return values.get(name);
  }

  /** Any JSON value that can be stored and returned, see {@link JsonValues}. */
  public Object anyStorable(String name) {
    Object value = values.get(name);
    JsonValues.check(path(name), value);
    return value;
  }

  /** A nested object; an absent one has no fields. */
  public Fields object(String name) {
    Object value = values.get(name);
    if (value == null) {
      return new Fields(path(name), Map.of());
    }
    if (value instanceof Map<?, ?> map) {
      return new Fields(path(name), keyedByString(map));
    }
    throw wrong(name, "an object");
  }

  @SuppressWarnings("unchecked") // the parser makes maps with string keys only
  private static Map<String, Object> keyedByString(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  public String string(String name, String whenAbsent) {
    Object value = values.get(name);
    if (value == null) {
      return whenAbsent;
    }
    if (value instanceof String string) {
      JsonValues.checkText(path(name), string);
      return string;
    }
    throw wrong(name, "a string");
  }

  /** A string that must be there and not be empty. */
  public String requiredString(String name) {
    String value = string(name, "");
    if (value.isEmpty()) {
      throw FaceSearchException.invalid(path(name) + " is required");
    }
    return value;
  }

  public boolean bool(String name, boolean whenAbsent) {
    Object value = values.get(name);
    if (value == null) {
      return whenAbsent;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw wrong(name, "true or false");
  }

  /** An integer within bounds. */
  public int integer(String name, int least, int most, int whenAbsent) {
    Object value = values.get(name);
    if (value == null) {
      return whenAbsent;
    }
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= least
        && ((Number) value).longValue() <= most) {
      return ((Number) value).intValue();
    }
    throw wrong(name, "an integer from " + least + " to " + most);
  }

  /** A number within bounds. */
  public double number(String name, double least, double most, double whenAbsent) {
    Object value = values.get(name);
    if (value == null) {
      return whenAbsent;
    }
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    throw wrong(name, "a number from " + least + " to " + most);
  }

  /** A list of strings, none empty, that must be there and hold something. */
  public List<String> requiredStrings(String name, int most) {
    List<?> list = requiredList(name, "strings", most);
    List<String> strings = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String string) || string.isEmpty()) {
        throw wrong(name + "[" + i + "]", "a string that is not empty");
      }
      JsonValues.checkText(path(name) + "[" + i + "]", string);
      strings.add(string);
    }
    return strings;
  }

  /** A list of objects that must be there and hold something. */
  public List<Fields> requiredObjects(String name, int most) {
    List<?> list = requiredList(name, "objects", most);
    List<Fields> objects = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      String item = name + "[" + i + "]";
      if (!(list.get(i) instanceof Map<?, ?> map)) {
        throw wrong(item, "an object");
      }
      objects.add(new Fields(path(item), keyedByString(map)));
    }
    return objects;
  }

  private List<?> requiredList(String name, String of, int most) {
    Object value = values.get(name);
    if (value == null) {
      throw FaceSearchException.invalid(path(name) + " is required");
    }
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw wrong(name, "a list of " + of + " that is not empty");
    }
    if (list.size() > most) {
      throw FaceSearchException.invalid(
          path(name) + " has " + list.size() + " entries, at most " + most + " are allowed");
    }
    return list;
  }

  /** The error of a field whose value is not what it should be. */
  public FaceSearchException wrong(String name, String wanted) {
    return FaceSearchException.invalid(path(name) + " must be " + wanted);
  }
}

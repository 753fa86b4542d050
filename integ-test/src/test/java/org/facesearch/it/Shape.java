package org.facesearch.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares JSON with a pattern that looks like the document: objects have exactly these fields,
 * lists at least one item and every item like the one given, and a leaf is the name of a type.
 */
final class Shape {

  private static final Set<String> QUALITIES = Set.of("clear", "blur", "small", "cover", "pose");
  private static final Set<String> ORIENTATIONS =
      Set.of("up", "up_left", "left", "down_left", "down", "down_right", "right", "up_right");

  private Shape() {}

  /** What is different, each with its place; nothing if the JSON is as it should be. */
  static List<String> differences(JsonNode pattern, JsonNode actual) {
    List<String> found = new ArrayList<>();
    compare("", pattern, actual, found);
    return found;
  }

  private static void compare(String at, JsonNode pattern, JsonNode actual, List<String> found) {
    if (pattern.isObject()) {
      Set<String> wanted = names(pattern);
      if (!actual.isObject() || !names(actual).equals(wanted)) {
        found.add(at + " should have the fields " + wanted + ": " + actual);
        return;
      }
      for (String name : wanted) {
        compare(at + "/" + name, pattern.get(name), actual.get(name), found);
      }
    } else if (pattern.isArray()) {
      if (!actual.isArray() || actual.isEmpty()) {
        found.add(at + " should be a list of something: " + actual);
        return;
      }
      for (int i = 0; i < actual.size(); i++) {
        compare(at + "/" + i, pattern.get(0), actual.get(i), found);
      }
    } else if (!is(pattern.asText(), actual)) {
      found.add(at + " should be " + pattern.asText() + ": " + actual);
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "int" -> value.isIntegralNumber();
      case "score" ->
          value.isFloatingPointNumber() && value.asDouble() > 0 && value.asDouble() <= 1;
      case "object" -> value.isObject();
      case "quality" -> QUALITIES.contains(value.asText());
      case "orientation" -> ORIENTATIONS.contains(value.asText());
      case "corners" -> isUprightRectangle(value);
      default -> value.isTextual() && value.asText().equals(type);
    };
  }

  /** Top left, top right, bottom right, bottom left, in whole pixels. */
  private static boolean isUprightRectangle(JsonNode pts) {
    if (!pts.isArray() || pts.size() != 4) {
      return false;
    }
    for (JsonNode point : pts) {
      if (point.size() != 2 || !point.get(0).isInt() || !point.get(1).isInt()) {
        return false;
      }
    }
    return pts.get(0).get(0).equals(pts.get(3).get(0))
        && pts.get(1).get(0).equals(pts.get(2).get(0))
        && pts.get(0).get(1).equals(pts.get(1).get(1))
        && pts.get(2).get(1).equals(pts.get(3).get(1))
        && pts.get(0).get(0).asInt() < pts.get(1).get(0).asInt()
        && pts.get(0).get(1).asInt() < pts.get(3).get(1).asInt();
  }
}

package org.facesearch.plugin.reembed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The path of a field, {@code face.vector}, in documents and in mappings. */
record FieldPath(String text) {

  /**
   * Where a field stands in a document.
   *
   * @param object that holds it
   * @param key under which it stands there; has dots where the document was written so
   */
  record Place(Map<String, Object> object, String key) {

    Object value() {
      return object.get(key);
    }

    /** The key of another field of the same object. */
    String beside(String name) {
      return key.substring(0, key.lastIndexOf('.') + 1) + name;
    }
  }

  /** All places of the field in a document, in their order; lists have one in each object. */
  List<Place> in(Map<String, Object> document) {
    List<Place> places = new ArrayList<>();
    collect(document, text, places);
    return places;
  }

  private static void collect(Object value, String path, List<Place> places) {
    if (value instanceof List<?> list) {
      list.forEach(one -> collect(one, path, places));
      return;
    }
    if (!(value instanceof Map<?, ?>)) {
      return;
    }
    Map<String, Object> object = object(value);
    if (object.get(path) != null) {
      places.add(new Place(object, path));
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      collect(object.get(path.substring(0, dot)), path.substring(dot + 1), places);
    }
  }

  /** The parameters of the field in a mapping. */
  Optional<Map<String, Object>> parameters(Map<String, Object> mapping) {
    Map<String, Object> at = mapping;
    for (String name : text.split("\\.", -1)) {
      if (!(at.get("properties") instanceof Map<?, ?> fields)
          || !(fields.get(name) instanceof Map<?, ?> next)) {
        return Optional.empty();
      }
      at = object(next);
    }
    return Optional.of(at);
  }

  @SuppressWarnings("unchecked") // parsed objects have string keys only
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}

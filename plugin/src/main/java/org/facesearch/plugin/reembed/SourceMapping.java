package org.facesearch.plugin.reembed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.reembed.ReembedPlan;
import org.facesearch.plugin.mapper.VisualVectorFieldMapper;
import org.opensearch.cluster.metadata.IndexMetadata;

/** The mapping of an index whose vectors are to be of another model. */
final class SourceMapping {

  private static final String TYPE = "type";
  private static final String MODEL = "model";
  private static final String DIMENSION = "dimension";

  private final Map<String, Object> root;

  SourceMapping(IndexMetadata index) {
    this.root = index.mapping() == null ? Map.of() : index.mapping().sourceAsMap();
  }

  /** The paths of all its vectors. */
  List<String> vectors() {
    List<String> paths = new ArrayList<>();
    collect("", root, paths);
    return paths;
  }

  private static void collect(String prefix, Map<String, Object> object, List<String> paths) {
    if (object.get("properties") instanceof Map<?, ?> fields) {
      FieldPath.object(fields)
          .forEach(
              (name, value) -> {
                Map<String, Object> field = FieldPath.object(value);
                if (VisualVectorFieldMapper.CONTENT_TYPE.equals(field.get(TYPE))) {
                  paths.add(prefix + name);
                }
                collect(prefix + name + ".", field, paths);
              });
    }
  }

  /** The model of a field; empty where it is no vector. */
  Optional<String> model(String field) {
    return new FieldPath(field)
        .parameters(root)
        .filter(found -> VisualVectorFieldMapper.CONTENT_TYPE.equals(found.get(TYPE)))
        .map(vector -> (String) vector.get(MODEL));
  }

  /** The type of a field; empty where the mapping does not know it, {@code object} for objects. */
  Optional<String> type(String field) {
    return new FieldPath(field)
        .parameters(root)
        .map(found -> (String) found.getOrDefault(TYPE, "object"));
  }

  /** Whether documents are kept as they came. */
  boolean keepsSource() {
    return !(root.get("_source") instanceof Map<?, ?> source)
        || (!Boolean.FALSE.equals(source.get("enabled"))
            && isNothing(source.get("includes"))
            && isNothing(source.get("excludes")));
  }

  private static boolean isNothing(Object list) {
    return list == null || (list instanceof List<?> fields && fields.isEmpty());
  }

  /** The mapping with vectors of another model. */
  Map<String, Object> with(String field, ReembedPlan.Model model) {
    Map<String, Object> copy = copy(root);
    Map<String, Object> vector = new FieldPath(field).parameters(copy).orElseThrow();
    vector.put(MODEL, model.id());
    vector.put(DIMENSION, model.dimension());
    return copy;
  }

  private static Map<String, Object> copy(Map<String, Object> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach(
        (name, value) ->
            copy.put(
                name, value instanceof Map<?, ?> inner ? copy(FieldPath.object(inner)) : value));
    return copy;
  }
}

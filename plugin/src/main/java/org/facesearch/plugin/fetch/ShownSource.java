package org.facesearch.plugin.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.facesearch.plugin.mapper.VisualVectorFieldType;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperService;
import org.opensearch.search.fetch.subphase.FetchSourceContext;

/**
 * What of {@code _source} is shown, once it has been decided about the vectors and other fields
 * that say nothing to a reader.
 */
public final class ShownSource extends FetchSourceContext {

  /** The {@code meta} of a field of whatever type that is treated as a vector is. */
  public static final Map<String, String> HIDDEN = Map.of("face_search", "hidden");

  private static final String[] EVERYTHING = {"*"};

  private ShownSource(FetchSourceContext asked, String[] includes, List<String> hidden) {
    super(asked.fetchSource(), includes, joined(asked.excludes(), hidden));
  }

  /** As it was asked for. */
  static ShownSource asAsked(FetchSourceContext asked) {
    return new ShownSource(asked, asked.includes(), List.of());
  }

  /** As it was asked for, with everything named where nothing is. */
  static ShownSource byName(FetchSourceContext asked) {
    String[] includes = asked.includes().length == 0 ? EVERYTHING : asked.includes();
    return new ShownSource(asked, includes, List.of());
  }

  /**
   * Without these fields, unless the request wants nothing or names what it wants.
   *
   * @param vectors full names
   */
  static ShownSource without(List<String> vectors, FetchSourceContext asked) {
    return new ShownSource(asked, asked.includes(), isChosen(asked) ? List.of() : vectors);
  }

  /** Whether the request names what it wants, or wants nothing. */
  static boolean isChosen(FetchSourceContext asked) {
    return !asked.fetchSource() || asked.includes().length > 0;
  }

  /** The full names of the vectors of an index, and of what else is hidden. */
  static List<String> vectors(MapperService mappings) {
    List<String> names = new ArrayList<>();
    for (MappedFieldType field : mappings.fieldTypes()) {
      if (field instanceof VisualVectorFieldType || field.meta().equals(HIDDEN)) {
        names.add(field.name());
      }
    }
    return names;
  }

  private static String[] joined(String[] some, List<String> others) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(others);
    return all.toArray(String[]::new);
  }
}

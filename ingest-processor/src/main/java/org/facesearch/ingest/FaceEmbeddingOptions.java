package org.facesearch.ingest;

import static org.opensearch.ingest.ConfigurationUtils.newConfigurationException;
import static org.opensearch.ingest.ConfigurationUtils.readOptionalList;
import static org.opensearch.ingest.ConfigurationUtils.readStringProperty;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.usecase.EmbedFaces.Faces;
import org.facesearch.models.usecase.EmbedFaces.MinQuality;

/**
 * What a pipeline says of its {@code face_embedding}.
 *
 * @param picture its target gets the faces; how many there are goes to {@link #countField}
 * @param failWithoutFace whether a picture without a face is an error
 * @param attributes to be estimated of each face
 */
record FaceEmbeddingOptions(
    PictureOptions picture,
    Faces faces,
    MinQuality minQuality,
    boolean failWithoutFace,
    Set<Attribute> attributes) {

  /** What a picture without a face is. */
  private enum OnNoFace {
    IGNORE,
    FAIL
  }

  /**
   * Takes the options out of the configuration: OpenSearch refuses what is left.
   *
   * @throws org.opensearch.OpenSearchParseException naming the option that is wrong
   */
  static FaceEmbeddingOptions read(String tag, Map<String, Object> config) {
    String type = FaceEmbeddingProcessor.TYPE;
    FaceEmbeddingOptions options =
        new FaceEmbeddingOptions(
            PictureOptions.read(type, tag, config, "face"),
            read(tag, config, "faces", Faces.LARGEST),
            read(tag, config, "min_quality", MinQuality.ANY),
            read(tag, config, "on_no_face", OnNoFace.IGNORE) == OnNoFace.FAIL,
            attributes(tag, config));
    options.picture.refuseWritingTo(options.countField(), type, tag);
    return options;
  }

  /** Where the number of faces goes. */
  String countField() {
    return picture.targetField() + "_count";
  }

  private static Set<Attribute> attributes(String tag, Map<String, Object> config) {
    List<String> names = readOptionalList(FaceEmbeddingProcessor.TYPE, tag, config, "attributes");
    Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    for (Object name : names == null ? List.of() : names) {
      attributes.add(constant(tag, "attributes", Attribute.values(), String.valueOf(name)));
    }
    return attributes;
  }

  private static <E extends Enum<E>> E read(
      String tag, Map<String, Object> config, String name, E whenAbsent) {
    String text =
        readStringProperty(FaceEmbeddingProcessor.TYPE, tag, config, name, text(whenAbsent));
    return constant(tag, name, whenAbsent.getDeclaringClass().getEnumConstants(), text);
  }

  private static <E extends Enum<E>> E constant(
      String tag, String option, E[] values, String text) {
    for (E value : values) {
      if (text(value).equals(text)) {
        return value;
      }
    }
    List<String> known = Arrays.stream(values).map(FaceEmbeddingOptions::text).toList();
    throw newConfigurationException(
        FaceEmbeddingProcessor.TYPE,
        tag,
        option,
        "must be one of " + known + " and is [" + text + "]");
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

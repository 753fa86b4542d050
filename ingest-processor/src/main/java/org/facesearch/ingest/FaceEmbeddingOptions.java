package org.facesearch.ingest;

import static org.opensearch.ingest.ConfigurationUtils.newConfigurationException;
import static org.opensearch.ingest.ConfigurationUtils.readStringProperty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.facesearch.models.usecase.EmbedFaces.Faces;
import org.facesearch.models.usecase.EmbedFaces.MinQuality;

/**
 * What a pipeline says of its {@code face_embedding}.
 *
 * @param picture its target gets the faces; how many there are goes to {@link #countField}
 * @param failWithoutFace whether a picture without a face is an error
 */
record FaceEmbeddingOptions(
    PictureOptions picture, Faces faces, MinQuality minQuality, boolean failWithoutFace) {

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
            read(tag, config, "on_no_face", OnNoFace.IGNORE) == OnNoFace.FAIL);
    options.picture.refuseWritingTo(options.countField(), type, tag);
    return options;
  }

  /** Where the number of faces goes. */
  String countField() {
    return picture.targetField() + "_count";
  }

  private static <E extends Enum<E>> E read(
      String tag, Map<String, Object> config, String name, E whenAbsent) {
    String type = FaceEmbeddingProcessor.TYPE;
    String text = readStringProperty(type, tag, config, name, text(whenAbsent));
    E[] values = whenAbsent.getDeclaringClass().getEnumConstants();
    for (E value : values) {
      if (text(value).equals(text)) {
        return value;
      }
    }
    List<String> known = Arrays.stream(values).map(FaceEmbeddingOptions::text).toList();
    throw newConfigurationException(
        type, tag, name, "must be one of " + known + " and is [" + text + "]");
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

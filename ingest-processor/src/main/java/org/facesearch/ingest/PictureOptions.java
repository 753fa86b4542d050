package org.facesearch.ingest;

import static org.opensearch.ingest.ConfigurationUtils.newConfigurationException;
import static org.opensearch.ingest.ConfigurationUtils.readBooleanProperty;
import static org.opensearch.ingest.ConfigurationUtils.readStringProperty;

import java.util.Map;

/**
 * What a pipeline says to any processor of pictures.
 *
 * @param field where the picture is
 * @param targetField where its embedding goes
 * @param removeSource whether the picture goes once it has been analysed
 * @param ignoreMissing whether a document without a picture is left as it is
 */
record PictureOptions(
    String field, String targetField, boolean removeSource, boolean ignoreMissing) {

  /**
   * Takes the options out of the configuration: OpenSearch refuses what is left.
   *
   * @param target where the embedding goes unless told otherwise
   * @throws org.opensearch.OpenSearchParseException naming the option that is wrong
   */
  static PictureOptions read(String type, String tag, Map<String, Object> config, String target) {
    PictureOptions options =
        new PictureOptions(
            readStringProperty(type, tag, config, "field"),
            readStringProperty(type, tag, config, "target_field", target),
            readBooleanProperty(type, tag, config, "remove_source", true),
            readBooleanProperty(type, tag, config, "ignore_missing", false));
    options.refuseWritingTo(options.targetField, type, tag);
    return options;
  }

  /** Refuses a field to write to that the picture is in. */
  void refuseWritingTo(String written, String type, String tag) {
    if (field.equals(written) || field.startsWith(written + ".")) {
      throw newConfigurationException(
          type, tag, "target_field", "must not write over [field], which is " + field);
    }
  }
}

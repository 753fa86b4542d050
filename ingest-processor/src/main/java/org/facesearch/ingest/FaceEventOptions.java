package org.facesearch.ingest;

import static org.opensearch.ingest.ConfigurationUtils.newConfigurationException;
import static org.opensearch.ingest.ConfigurationUtils.readStringProperty;

import java.util.Map;
import org.facesearch.models.event.EventFields;

/**
 * What a pipeline says of its {@code face_event}.
 *
 * @param field where the picture is
 */
record FaceEventOptions(String field) {

  /**
   * Takes the options out of the configuration: OpenSearch refuses what is left.
   *
   * @throws org.opensearch.OpenSearchParseException naming the option that is wrong
   */
  static FaceEventOptions read(String tag, Map<String, Object> config) {
    String field = readStringProperty(FaceEventProcessor.TYPE, tag, config, "field", "picture");
    if (field.equals(EventFields.VECTOR)) {
      throw newConfigurationException(
          FaceEventProcessor.TYPE, tag, "field", "must not be where an event has its vector");
    }
    return new FaceEventOptions(field);
  }
}

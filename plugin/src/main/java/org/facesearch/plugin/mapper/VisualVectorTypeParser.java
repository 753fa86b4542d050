package org.facesearch.plugin.mapper;

import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.plugin.codec.FaceSearchIndexSettings;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.index.mapper.MapperParsingException;

/**
 * Reads the mapping of a {@code visual_vector}, from a user or from the cluster state:
 *
 * <pre>{@code
 * {"type": "visual_vector", "model": "face", "dimension": 512, "encoding": "float", "m": 16, "ef_construction": 100}
 * }</pre>
 *
 * Only {@code model} is required.
 */
public final class VisualVectorTypeParser implements Mapper.TypeParser {
  private static final Logger LOG = LogManager.getLogger(VisualVectorTypeParser.class);

  private final VectorModels models;

  public VisualVectorTypeParser(VectorModels models) {
    this.models = models;
  }

  /**
   * Reads one field.
   *
   * @throws MapperParsingException naming the field and the parameter
   */
  @Override
  public Mapper.Builder<?> parse(String name, Map<String, Object> node, ParserContext context) {
    refuseSeveralReaders(name, node, context);
    VisualVectorBuilder builder = new VisualVectorBuilder(name, models);
    builder.parse(name, context, node);
    resolveModel(name, builder);
    if (builder.hnsw().needsOwnCodec()
        && !FaceSearchIndexSettings.ENABLED.get(context.getSettings())) {
      throw VisualVectorBuilder.refusal(
          name,
          "another [encoding], [m] or [ef_construction] than the default needs an index created"
              + " with the setting ["
              + FaceSearchIndexSettings.ENABLED.getKey()
              + ": true]");
    }
    return builder;
  }

  /** The array is read from the document once, so by one field. */
  private static void refuseSeveralReaders(
      String name, Map<String, Object> node, ParserContext context) {
    for (String parameter : new String[] {"fields", "copy_to"}) {
      if (node.containsKey(parameter)) {
        throw VisualVectorBuilder.refusal(name, "[" + parameter + "] is not supported");
      }
    }
    if (context.isWithinMultiField()) {
      throw VisualVectorBuilder.refusal(name, "it cannot be a multi-field");
    }
  }

  private void resolveModel(String name, VisualVectorBuilder builder) {
    String asked = builder.model.getValue();
    if (asked == null) {
      throw VisualVectorBuilder.refusal(name, "[model] is required");
    }
    Optional<Integer> dimension = Optional.ofNullable(builder.dimension.getValue());
    VectorModel model;
    try {
      model = models.resolve(asked);
    } catch (IllegalArgumentException unknown) {
      if (dimension.isPresent()) {
        // A stored mapping, read by a node without the model: it must still start.
        return;
      }
      throw VisualVectorBuilder.refusal(name, unknown.getMessage());
    }
    if (dimension.isPresent() && dimension.get() != model.dimension()) {
      if (asked.equals(model.id())) {
        // A stored mapping, read by a node whose bundle of that id has changed since: it must still
        // start. Vectors of the other length are refused when they come.
        LOG.warn(
            "field [{}] is for vectors of {} dimensions, model [{}] now makes {}",
            name,
            dimension.get(),
            model.id(),
            model.dimension());
        return;
      }
      throw VisualVectorBuilder.refusal(
          name,
          "[dimension] is "
              + dimension.get()
              + ", but the vectors of model ["
              + model.id()
              + "] have "
              + model.dimension());
    }
    if (model.dimension() > VisualVectorFieldMapper.MAX_DIMENSION) {
      throw VisualVectorBuilder.refusal(
          name,
          "the vectors of model ["
              + model.id()
              + "] have "
              + model.dimension()
              + " dimensions, the limit is "
              + VisualVectorFieldMapper.MAX_DIMENSION);
    }
    builder.model.setValue(model.id());
    builder.dimension.setValue(model.dimension());
  }
}

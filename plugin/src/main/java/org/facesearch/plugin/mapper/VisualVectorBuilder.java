package org.facesearch.plugin.mapper;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.facesearch.plugin.codec.HnswParameters;
import org.facesearch.plugin.codec.VectorEncoding;
import org.opensearch.index.mapper.FieldMapper;
import org.opensearch.index.mapper.Mapper.BuilderContext;
import org.opensearch.index.mapper.MapperParsingException;
import org.opensearch.index.mapper.ParametrizedFieldMapper;
import org.opensearch.index.mapper.ParametrizedFieldMapper.Parameter;

/**
 * The parameters of a mapping. None but {@code meta} can be changed: the vectors are already
 * indexed.
 */
final class VisualVectorBuilder extends ParametrizedFieldMapper.Builder {

  private static final String KEEP_REST = "keep_rest";

  final Parameter<String> model =
      Parameter.stringParam("model", false, mapper -> type(mapper).model().id(), null)
          .alwaysSerialize();
  final Parameter<Integer> dimension =
      wholeNumber(
              "dimension",
              null,
              VisualVectorFieldMapper.MAX_DIMENSION,
              type -> type.model().dimension())
          .alwaysSerialize();
  private final Parameter<VectorEncoding> encoding =
      new Parameter<>(
          "encoding",
          false,
          HnswParameters.DEFAULT::encoding,
          (field, context, value) -> parseEncoding(field, value),
          mapper -> type(mapper).hnsw().encoding());
  private final Parameter<Integer> m =
      wholeNumber("m", HnswParameters.DEFAULT.m(), Integer.MAX_VALUE, type -> type.hnsw().m());
  private final Parameter<Integer> efConstruction =
      wholeNumber(
          "ef_construction",
          HnswParameters.DEFAULT.efConstruction(),
          Integer.MAX_VALUE,
          type -> type.hnsw().efConstruction());
  private final Parameter<Boolean> keepRest =
      Parameter.boolParam(
          KEEP_REST, false, mapper -> ((VisualVectorFieldMapper) mapper).keepsRest(), false);
  private final Parameter<Map<String, String>> meta = Parameter.metaParam();

  private final VectorModels models;

  VisualVectorBuilder(String name, VectorModels models) {
    super(name);
    this.models = models;
  }

  private static VisualVectorFieldType type(FieldMapper mapper) {
    return ((VisualVectorFieldMapper) mapper).fieldType();
  }

  private static Parameter<Integer> wholeNumber(
      String name, Integer byDefault, int max, Function<VisualVectorFieldType, Integer> get) {
    return new Parameter<>(
        name,
        false,
        () -> byDefault,
        (field, context, value) -> parseWholeNumber(field, name, max, value),
        mapper -> get.apply(type(mapper)));
  }

  /** Stricter than OpenSearch's own parameters, which cut 512.7 down to 512. */
  private static Integer parseWholeNumber(String field, String name, int max, Object value) {
    try {
      int number = Integer.parseInt(value.toString());
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as any other wrong value.
    }
    String range = max == Integer.MAX_VALUE ? "of at least 1" : "between 1 and " + max;
    throw refusal(
        field, "[" + name + "] must be a whole number " + range + ", was [" + value + "]");
  }

  private static VectorEncoding parseEncoding(String field, Object value) {
    try {
      return VectorEncoding.of(value.toString());
    } catch (IllegalArgumentException unknown) {
      throw refusal(field, "[encoding] " + unknown.getMessage());
    }
  }

  /** An error in the mapping of this field. */
  static MapperParsingException refusal(String field, String why) {
    return new MapperParsingException(
        "field [" + field + "] of type [" + VisualVectorFieldMapper.CONTENT_TYPE + "]: " + why);
  }

  /**
   * @throws MapperParsingException if one is out of its range
   */
  HnswParameters hnsw() {
    try {
      return new HnswParameters(encoding.getValue(), m.getValue(), efConstruction.getValue());
    } catch (IllegalArgumentException outOfRange) {
      throw refusal(name, outOfRange.getMessage());
    }
  }

  @Override
  protected List<Parameter<?>> getParameters() {
    return List.of(model, dimension, encoding, m, efConstruction, keepRest, meta);
  }

  @Override
  public VisualVectorFieldMapper build(BuilderContext context) {
    VisualVectorFieldType type =
        new VisualVectorFieldType(
            buildFullName(context),
            new VectorModel(model.getValue(), dimension.getValue()),
            hnsw(),
            models,
            meta.getValue());
    if (keepRest.getValue() && !type.name().equals(name)) {
      throw refusal(name, "[" + KEEP_REST + "] needs a field at the top of the documents");
    }
    return new VisualVectorFieldMapper(
        name, type, keepRest.getValue(), multiFieldsBuilder.build(this, context), copyTo.build());
  }
}

package org.facesearch.plugin.mapper;

import java.io.IOException;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.mapper.ParametrizedFieldMapper;
import org.opensearch.index.mapper.ParseContext;

/**
 * Indexes one vector per document, at unit length.
 *
 * <p>The similarity is the dot product, which of unit vectors is the cosine and cheaper: Lucene
 * scores (1 + cos) / 2. {@code _source} keeps the vector as it came.
 */
public final class VisualVectorFieldMapper extends ParametrizedFieldMapper {
  public static final String CONTENT_TYPE = "visual_vector";

  /** What the vector formats of Lucene accept. */
  public static final int MAX_DIMENSION = 1024;

  private final FieldType luceneType;
  private final boolean keepsRest;

  /**
   * A field.
   *
   * @param keepsRest whether the rest of each document is kept beside its vector
   */
  VisualVectorFieldMapper(
      String simpleName,
      VisualVectorFieldType type,
      boolean keepsRest,
      MultiFields multiFields,
      CopyTo copyTo) {
    super(simpleName, type, multiFields, copyTo);
    this.keepsRest = keepsRest;
    this.luceneType =
        KnnFloatVectorField.createFieldType(
            type.model().dimension(), VectorSimilarityFunction.DOT_PRODUCT);
  }

  /** The whole array is one value. */
  @Override
  public boolean parsesArrayValue() {
    return true;
  }

  /**
   * A null is no value.
   *
   * @throws IllegalArgumentException naming the field, if the value is not a vector of the field's
   *     dimension, is not finite or zero, or is the second one of its document
   */
  @Override
  protected void parseCreateField(ParseContext context) throws IOException {
    XContentParser parser = context.parser();
    if (parser.currentToken() == XContentParser.Token.VALUE_NULL) {
      return;
    }
    float[] vector = new VectorReader(parser).read(name(), MAX_DIMENSION);
    fieldType().requireDimension(vector.length);
    UnitVector unit = UnitVector.of(name(), vector);
    if (context.doc().getByKey(name()) != null) {
      throw new IllegalArgumentException(
          "field [" + name() + "] takes one vector per document; use nested documents for more");
    }
    context.doc().addWithKey(name(), new KnnFloatVectorField(name(), unit.toArray(), luceneType));
    if (keepsRest) {
      context.doc().add(RestOfDocument.of(context.sourceToParse(), name()));
    }
  }

  boolean keepsRest() {
    return keepsRest;
  }

  @Override
  public VisualVectorFieldType fieldType() {
    return (VisualVectorFieldType) super.fieldType();
  }

  @Override
  protected String contentType() {
    return CONTENT_TYPE;
  }

  @Override
  public ParametrizedFieldMapper.Builder getMergeBuilder() {
    return new VisualVectorBuilder(simpleName(), fieldType().models()).init(this);
  }
}

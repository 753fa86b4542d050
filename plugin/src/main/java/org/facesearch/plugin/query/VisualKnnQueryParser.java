package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.facesearch.plugin.mapper.VectorReader;
import org.facesearch.plugin.mapper.VisualVectorFieldMapper;
import org.opensearch.core.ParseField;
import org.opensearch.core.xcontent.ObjectParser;
import org.opensearch.core.xcontent.ObjectParser.ValueType;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryBuilder;

/** Reads a {@code visual_knn} from JSON. */
final class VisualKnnQueryParser {
  static final ParseField FIELD = new ParseField("field");
  static final ParseField VECTOR = new ParseField("vector");
  static final ParseField MODEL = new ParseField("model");
  static final ParseField IMAGE = new ParseField("image");
  static final ParseField LIKE = new ParseField("like");
  static final ParseField K = new ParseField("k");
  static final ParseField EF = new ParseField("ef");
  static final ParseField THRESHOLD = new ParseField("threshold");
  static final ParseField FILTER = new ParseField("filter");
  static final ParseField IGNORE_UNMAPPED = new ParseField("ignore_unmapped");

  private static final ObjectParser<Draft, Void> PARSER =
      new ObjectParser<>(VisualKnnQueryBuilder.NAME, Draft::new);

  static {
    PARSER.declareString((draft, value) -> draft.field = value, FIELD);
    PARSER.declareField(
        (parser, draft, context) ->
            draft.vector =
                new VectorReader(parser)
                    .read(VECTOR.getPreferredName(), VisualVectorFieldMapper.MAX_DIMENSION),
        VECTOR,
        ValueType.VALUE_OBJECT_ARRAY);
    PARSER.declareString((draft, value) -> draft.model = value, MODEL);
    PARSER.declareString((draft, value) -> draft.image = value, IMAGE);
    PARSER.declareObject(
        (draft, value) -> draft.like = value,
        (parser, context) -> LikeProbe.fromXContent(parser),
        LIKE);
    PARSER.declareInt((draft, value) -> draft.k = value, K);
    PARSER.declareInt((draft, value) -> draft.ef = value, EF);
    PARSER.declareFloat((draft, value) -> draft.threshold = value, THRESHOLD);
    PARSER.declareBoolean((draft, value) -> draft.ignoreUnmapped = value, IGNORE_UNMAPPED);
    PARSER.declareObject(
        (draft, value) -> draft.filter = value,
        (parser, context) -> AbstractQueryBuilder.parseInnerQueryBuilder(parser),
        FILTER);
    PARSER.declareFloat((draft, value) -> draft.boost = value, AbstractQueryBuilder.BOOST_FIELD);
    PARSER.declareString(
        (draft, value) -> draft.queryName = value, AbstractQueryBuilder.NAME_FIELD);
  }

  private VisualKnnQueryParser() {}

  /**
   * Reads the object after {@code visual_knn}.
   *
   * @throws IllegalArgumentException also for what only the constructors know to be wrong
   */
  static VisualKnnQueryBuilder parse(XContentParser parser, Supplier<Probes> probes)
      throws IOException {
    return PARSER.parse(parser, null).finish(probes);
  }

  /** What was read so far. A value is only judged once all of them are known. */
  private static final class Draft {
    private String field;
    private float[] vector;
    private String model;
    private String image;
    private LikeProbe like;
    private int k = KnnOptions.DEFAULT.k();
    private Integer ef = KnnOptions.DEFAULT.ef();
    private Float threshold = KnnOptions.DEFAULT.threshold();
    private boolean ignoreUnmapped = KnnOptions.DEFAULT.ignoreUnmapped();
    private QueryBuilder filter;
    private float boost = AbstractQueryBuilder.DEFAULT_BOOST;
    private String queryName;

    private VisualKnnQueryBuilder finish(Supplier<Probes> probes) {
      KnnOptions options = new KnnOptions(k, ef, threshold, ignoreUnmapped);
      return new VisualKnnQueryBuilder(field, probe(), options, filter, probes)
          .boost(boost)
          .queryName(queryName);
    }

    private Probe probe() {
      long given = Stream.of(vector, image, like).filter(Objects::nonNull).count();
      if (given != 1) {
        throw new IllegalArgumentException(
            "[visual_knn] requires exactly one of [vector], [image] and [like], got " + given);
      }
      if (vector != null) {
        return new VectorProbe(vector, model);
      }
      if (model != null) {
        throw new IllegalArgumentException(
            "[model] goes with [vector]: the others know the model themselves");
      }
      return image != null ? new ImageProbe(image) : like;
    }
  }
}

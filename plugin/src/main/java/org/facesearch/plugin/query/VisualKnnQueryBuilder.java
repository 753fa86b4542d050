package org.facesearch.plugin.query;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.Query;
import org.facesearch.rest.WireFormat;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.BoolQueryBuilder;
import org.opensearch.index.query.InnerHitContextBuilder;
import org.opensearch.index.query.MatchNoneQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilderVisitor;
import org.opensearch.index.query.QueryRewriteContext;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.plugins.SearchPlugin.QuerySpec;

/**
 * The request {@code visual_knn}, see the package.
 *
 * <p>Every shard answers with its {@code k} nearest, so a search with {@code "size": k} has the
 * {@code k} nearest of the index. The filter narrows what is searched, it does not thin out the
 * hits. Inside a {@code nested} query the neighbours are nested documents, one of each document
 * around them, and the filter may ask of both: see {@link NestedLevel}.
 *
 * <p>What is looked for becomes a vector while the query is rewritten by the node that takes the
 * search; shards only ever see vectors.
 */
public final class VisualKnnQueryBuilder extends AbstractQueryBuilder<VisualKnnQueryBuilder> {

  private static final WireFormat FORMAT = new WireFormat("a visual_knn query", 1);
  public static final String NAME = "visual_knn";

  private final String field;
  private final Probe probe;
  private final KnnOptions options;
  private final QueryBuilder filter;

  /**
   * Not part of the request: each node has its own. Null if it is a vector that this plugin itself
   * has made and knows to suit.
   */
  private final Supplier<Probes> probes;

  /**
   * A query for one vector of the field's own model, which is not checked.
   *
   * @param field a {@code visual_vector}
   * @param vector of the field's dimension and any length but zero
   * @param filter what may be a hit, or null for any document with a vector
   * @throws IllegalArgumentException if the field is missing or the vector is not finite or zero
   */
  public VisualKnnQueryBuilder(
      String field, float[] vector, KnnOptions options, QueryBuilder filter) {
    this(
        field,
        new VectorProbe(requireValue(vector, "[" + NAME + "] requires a [vector]"), null),
        options,
        filter,
        null);
  }

  /**
   * A query for any probe.
   *
   * @param probes turns the probe into a vector, on the node that takes the search
   */
  VisualKnnQueryBuilder(
      String field, Probe probe, KnnOptions options, QueryBuilder filter, Supplier<Probes> probes) {
    this.field = requireValue(field, "[" + NAME + "] requires a [field]");
    this.probe = requireValue(probe, "[" + NAME + "] requires a [vector], [image] or [like]");
    this.options = Objects.requireNonNull(options, "options");
    this.filter = filter;
    this.probes = probes;
    if (probe instanceof VectorProbe vector) {
      vector.unit(field);
    }
  }

  private VisualKnnQueryBuilder(StreamInput in, Supplier<Probes> probes) throws IOException {
    super(in);
    FORMAT.read(in);
    this.field = in.readString();
    this.probe = Probe.read(in);
    this.options = new KnnOptions(in);
    this.filter = in.readOptionalNamedWriteable(QueryBuilder.class);
    this.probes = probes;
  }

  /**
   * The query for {@code SearchPlugin.getQueries}.
   *
   * @param probes of this node, asked for when a search comes
   */
  public static QuerySpec<VisualKnnQueryBuilder> spec(Supplier<Probes> probes) {
    return new QuerySpec<>(
        NAME,
        in -> new VisualKnnQueryBuilder(in, probes),
        parser -> VisualKnnQueryParser.parse(parser, probes));
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    FORMAT.write(out);
    out.writeString(field);
    probe.writeTo(out);
    options.writeTo(out);
    out.writeOptionalNamedWriteable(filter);
  }

  @Override
  protected void doXContent(XContentBuilder builder, Params params) throws IOException {
    builder.startObject(NAME);
    builder.field(VisualKnnQueryParser.FIELD.getPreferredName(), field);
    probe.toXContent(builder, params);
    options.toXContent(builder, params);
    if (filter != null) {
      builder.field(VisualKnnQueryParser.FILTER.getPreferredName(), filter, params);
    }
    printBoostAndQueryName(builder);
    builder.endObject();
  }

  /** Narrows what is searched further, so that there are still {@code k} hits. */
  @Override
  public QueryBuilder filter(QueryBuilder further) {
    if (!validateFilterParams(further)) {
      return this;
    }
    return with(
        probe, filter == null ? further : new BoolQueryBuilder().filter(filter).filter(further));
  }

  private VisualKnnQueryBuilder with(Probe newProbe, QueryBuilder newFilter) {
    return new VisualKnnQueryBuilder(field, newProbe, options, newFilter, probes)
        .boost(boost())
        .queryName(queryName());
  }

  // Rewriting goes on until it gives the same object: a filter may equal the one it came from and
  // yet know more, such as terms it has looked up.
  @SuppressWarnings("ReferenceEquality")
  @Override
  protected QueryBuilder doRewrite(QueryRewriteContext context) throws IOException {
    QueryBuilder newFilter = filter == null ? null : filter.rewrite(context);
    if (newFilter instanceof MatchNoneQueryBuilder) {
      return new MatchNoneQueryBuilder();
    }
    Probe newProbe = probes == null ? probe : probes.get().rewrite(probe, field, context);
    return newProbe == probe && newFilter == filter ? this : with(newProbe, newFilter);
  }

  /** Only now is the mapping known, and may not suit: see {@link SearchedField#nearest}. */
  @Override
  protected Query doToQuery(QueryShardContext context) throws IOException {
    if (!(probe instanceof VectorProbe vector)) {
      // A percolator and the filter of an alias are not rewritten by a node that takes a search.
      throw new IllegalArgumentException(
          "[" + NAME + "] by [image] or [like] can only be part of a search; use [vector] here");
    }
    Query narrowing = filter == null ? null : filter.toQuery(context);
    return new SearchedField(field, context).nearest(vector, options, narrowing);
  }

  @Override
  public void visit(QueryBuilderVisitor visitor) {
    visitor.accept(this);
    if (filter != null) {
      filter.visit(visitor.getChildVisitor(BooleanClause.Occur.FILTER));
    }
  }

  @Override
  protected void extractInnerHitBuilders(Map<String, InnerHitContextBuilder> innerHits) {
    if (filter != null) {
      InnerHitContextBuilder.extractInnerHits(filter, innerHits);
    }
  }

  @Override
  protected boolean doEquals(VisualKnnQueryBuilder other) {
    return field.equals(other.field)
        && probe.equals(other.probe)
        && options.equals(other.options)
        && Objects.equals(filter, other.filter);
  }

  @Override
  protected int doHashCode() {
    return Objects.hash(field, probe, options, filter);
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }
}

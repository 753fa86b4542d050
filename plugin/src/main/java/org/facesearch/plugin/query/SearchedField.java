package org.facesearch.plugin.query;

import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.facesearch.plugin.mapper.VisualVectorFieldMapper;
import org.facesearch.plugin.mapper.VisualVectorFieldType;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.QueryShardException;

/**
 * The field that is searched, in one shard: only there the mapping is sure to be known.
 *
 * @param name or that of an alias
 */
record SearchedField(String name, QueryShardContext shard) {

  /**
   * A query for the neighbours of a vector.
   *
   * @param filter what may be a hit, or null for any vector; inside a nested query it may also ask
   *     of the documents around
   * @throws OtherModelException if the field's vectors are of another model
   * @throws QueryShardException if the field is not a {@code visual_vector}, or is in nested
   *     objects and the query is not, or the other way round
   * @throws IllegalArgumentException if the vector is not of its dimension
   */
  Query nearest(VectorProbe probe, KnnOptions options, Query filter) {
    MappedFieldType mapped = shard.fieldMapper(name);
    if (mapped == null && options.ignoreUnmapped()) {
      return new MatchNoDocsQuery("no field [" + name + "]");
    }
    if (mapped == null || !(mapped.unwrap() instanceof VisualVectorFieldType type)) {
      throw new QueryShardException(
          shard, "field [" + name + "] is not a " + VisualVectorFieldMapper.CONTENT_TYPE);
    }
    String model = type.model().id();
    if (probe.model() != null && !probe.model().equals(model)) {
      throw new OtherModelException(shard.getFullyQualifiedIndex(), name, model, probe.model());
    }
    type.requireDimension(probe.dimension());
    refusePercolator();
    NestedLevel level = NestedLevel.current(shard);
    level.requireHere(type.name());
    return new VisualKnnQuery(
        type.name(),
        new CosineExplanation(model, type::calibration),
        probe.unit(name),
        options.orElse(type.hnsw().encoding()),
        filter == null ? null : level.filterHere(filter),
        level.parents());
  }

  /**
   * A query that is being stored for a percolator: it would be asked for the neighbours in an index
   * of one document that has no graph, and never match. Nothing is searched where it is stored.
   */
  private void refusePercolator() {
    if (shard.getIndexReader() != null) {
      return;
    }
    for (MappedFieldType type : shard.getMapperService().fieldTypes()) {
      if (type.typeName().equals("percolator")) {
        throw new QueryShardException(
            shard,
            "field [" + name + "]: [" + VisualKnnQueryBuilder.NAME + "] cannot be percolated");
      }
    }
  }
}

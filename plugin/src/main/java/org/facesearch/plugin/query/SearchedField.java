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
   * @param filter what may be a hit, or null for any document with a vector
   * @throws OtherModelException if the field's vectors are of another model
   * @throws QueryShardException if the field is not a {@code visual_vector}
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
    return new VisualKnnQuery(
        type.name(), model, probe.unit(name), options.orElse(type.hnsw().encoding()), filter);
  }
}

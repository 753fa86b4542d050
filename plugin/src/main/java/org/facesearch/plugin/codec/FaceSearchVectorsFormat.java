package org.facesearch.plugin.codec;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperService;

/** The mapping chooses the format of an {@link HnswField}; every other field keeps its own. */
final class FaceSearchVectorsFormat extends PerFieldKnnVectorsFormat {
  private final PerFieldKnnVectorsFormat others;
  private final MapperService mappings;

  FaceSearchVectorsFormat(PerFieldKnnVectorsFormat others, MapperService mappings) {
    this.others = others;
    this.mappings = mappings;
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    // Asked anew for every segment: a field may be mapped after the shard has started.
    MappedFieldType type = mappings.fieldType(field);
    return type != null && type.unwrap() instanceof HnswField hnswField
        ? hnswField.hnsw().format()
        : others.getKnnVectorsFormatForField(field);
  }
}

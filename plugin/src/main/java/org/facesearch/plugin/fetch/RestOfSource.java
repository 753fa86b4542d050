package org.facesearch.plugin.fetch;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.facesearch.plugin.mapper.RestOfDocument;
import org.facesearch.plugin.query.VisualKnnQuery;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.index.mapper.SourceFieldMapper;
import org.opensearch.search.fetch.FetchContext;
import org.opensearch.search.fetch.FetchSubPhase;
import org.opensearch.search.fetch.FetchSubPhaseProcessor;

/** Gives hits what {@link RestOfSourceBuilder} asks for. */
public final class RestOfSource implements FetchSubPhase {

  @Override
  public FetchSubPhaseProcessor getProcessor(FetchContext context) {
    return context.getSearchExt(RestOfSourceBuilder.NAME) instanceof RestOfSourceBuilder asked
        ? new Processor(asked.vector(), asked.probe())
        : null;
  }

  private static final class Processor implements FetchSubPhaseProcessor {

    private static final Set<String> SOURCE = Set.of(SourceFieldMapper.NAME);

    private final String vector;
    private final float[] probe;

    /** Of the leaf; {@code null} where nothing is kept. */
    private BinaryDocValues kept;

    /** Of the leaf; {@code null} where there is none. */
    private FloatVectorValues vectors;

    private DocIndexIterator position;

    Processor(String vector, float[] probe) {
      this.vector = vector;
      this.probe = probe;
    }

    @Override
    public void setNextReader(LeafReaderContext leaf) throws IOException {
      kept = leaf.reader().getBinaryDocValues(RestOfDocument.name(vector));
      vectors = leaf.reader().getFloatVectorValues(vector);
      position = vectors == null ? null : vectors.iterator();
    }

    @Override
    public void process(HitContext hit) throws IOException {
      BytesRef source =
          kept != null && kept.advanceExact(hit.docId())
              ? BytesRef.deepCopyOf(kept.binaryValue())
              : hit.reader()
                  .storedFields()
                  .document(hit.docId(), SOURCE)
                  .getBinaryValue(SourceFieldMapper.NAME);
      hit.hit().sourceRef(new BytesArray(source));
      if (position != null && position.advance(hit.docId()) == hit.docId()) {
        hit.hit()
            .score(
                VisualKnnQuery.score(
                    VectorUtil.dotProduct(probe, vectors.vectorValue(position.index()))));
      }
    }
  }
}

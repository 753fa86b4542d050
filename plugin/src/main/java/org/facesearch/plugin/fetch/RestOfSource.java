package org.facesearch.plugin.fetch;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.facesearch.plugin.mapper.RestOfDocument;
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
        ? new Processor(asked.vector())
        : null;
  }

  private static final class Processor implements FetchSubPhaseProcessor {

    private static final Set<String> SOURCE = Set.of(SourceFieldMapper.NAME);

    private final String name;

    /** Of the leaf; {@code null} where nothing is kept. */
    private BinaryDocValues kept;

    Processor(String vector) {
      this.name = RestOfDocument.name(vector);
    }

    @Override
    public void setNextReader(LeafReaderContext leaf) throws IOException {
      kept = leaf.reader().getBinaryDocValues(name);
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
    }
  }
}

package org.facesearch.plugin.fetch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.opensearch.common.collect.Tuple;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.common.xcontent.support.XContentMapValues;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.search.SearchHit;
import org.opensearch.search.fetch.FetchContext;
import org.opensearch.search.fetch.FetchSubPhase;
import org.opensearch.search.fetch.FetchSubPhaseProcessor;
import org.opensearch.search.fetch.subphase.FetchSourceContext;

/**
 * Leaves the vectors out of hits that {@link SearchWithoutVectors} does not see coming: those of
 * the aggregation {@code top_hits}. What such a one asks for by {@code "_source": true} cannot be
 * told from what is the default, so here the vectors are shown only to who names them.
 */
public final class TopHitsWithoutVectors implements FetchSubPhase {

  @Override
  public FetchSubPhaseProcessor getProcessor(FetchContext context) {
    FetchSourceContext asked = context.fetchSourceContext();
    if (asked == null || asked instanceof ShownSource || ShownSource.isChosen(asked)) {
      return null;
    }
    List<String> vectors = ShownSource.vectors(context.mapperService());
    return vectors.isEmpty() ? null : new Processor(vectors);
  }

  private record Processor(List<String> vectors) implements FetchSubPhaseProcessor {

    @Override
    public void setNextReader(LeafReaderContext leaf) {}

    @Override
    public void process(HitContext context) throws IOException {
      SearchHit hit = context.hit();
      if (!hit.hasSource()) {
        return;
      }
      Tuple<? extends MediaType, Map<String, Object>> source =
          XContentHelper.convertToMap(hit.getSourceRef(), true, (MediaType) null);
      Map<String, Object> shown =
          XContentMapValues.filter(source.v2(), new String[0], hidden(hit.getNestedIdentity()));
      try (XContentBuilder builder = MediaTypeRegistry.contentBuilder(source.v1()).map(shown)) {
        hit.sourceRef(BytesReference.bytes(builder));
      }
    }

    /** The source of a nested hit begins at its own object. */
    private String[] hidden(SearchHit.NestedIdentity nested) {
      StringBuilder path = new StringBuilder();
      for (SearchHit.NestedIdentity at = nested; at != null; at = at.getChild()) {
        path.append(at.getField().string()).append('.');
      }
      String prefix = path.toString();
      return vectors.stream()
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .toArray(String[]::new);
    }
  }
}

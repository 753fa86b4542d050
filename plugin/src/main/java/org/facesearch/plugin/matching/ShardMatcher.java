package org.facesearch.plugin.matching;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.plugin.mapper.UnitVector;
import org.facesearch.plugin.mapper.VisualVectorFieldType;
import org.facesearch.plugin.query.CosineExplanation;
import org.facesearch.plugin.query.KnnOptions;
import org.facesearch.plugin.query.VisualKnnQuery;
import org.opensearch.common.lucene.uid.Versions;
import org.opensearch.core.common.Strings;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.index.VersionType;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.get.GetResult;
import org.opensearch.index.mapper.IdFieldMapper;
import org.opensearch.index.mapper.Uid;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.search.fetch.subphase.FetchSourceContext;

/** Decides in one shard which candidates match, and which are to be added. */
final class ShardMatcher {

  private static final String SOURCE = "face_search_match_or_add";

  /**
   * A neighbour that is missed becomes a second entry, so the graph is walked far wider than for a
   * search. Lucene compares every vector of a segment that has no more than these.
   */
  private static final int WIDTH = 1_000;

  private final IndexShard shard;
  private final Criteria criteria;
  private final String model;
  private final FetchSourceContext told;
  private final List<Candidate> added = new ArrayList<>();

  ShardMatcher(IndexShard shard, Criteria criteria) {
    this.shard = shard;
    this.criteria = criteria;
    this.model =
        ((VisualVectorFieldType) shard.mapperService().fieldType(criteria.field()).unwrap())
            .model()
            .id();
    this.told =
        new FetchSourceContext(true, criteria.told().toArray(String[]::new), Strings.EMPTY_ARRAY);
  }

  /** The candidates that are to be added, once all have been matched. */
  List<Candidate> added() {
    return added;
  }

  /** Matches candidates with all that the shard has been given, and with those before them. */
  List<Outcome> match(List<Candidate> candidates) throws IOException {
    shard.refresh(SOURCE);
    List<Outcome> outcomes = new ArrayList<>(candidates.size());
    try (Engine.Searcher searcher = shard.acquireSearcher(SOURCE)) {
      for (Candidate candidate : candidates) {
        outcomes.add(match(candidate, searcher));
      }
    }
    return outcomes;
  }

  private Outcome match(Candidate candidate, IndexSearcher searcher) throws IOException {
    List<Outcome.Near> near = new ArrayList<>();
    for (Candidate earlier : added) {
      float cosine = (float) UnitVectors.cosine(earlier.vector(), candidate.vector());
      if (cosine >= criteria.minCosine()) {
        near.add(new Outcome.Near(earlier.id(), cosine, null));
      }
    }
    for (ScoreDoc hit : nearest(candidate, searcher)) {
      String id = id(hit, searcher);
      if (id.equals(candidate.id())) {
        // This is a repetition: the first attempt got as far as adding it.
        return Outcome.ADDED;
      }
      BytesReference source = source(id);
      if (source != null) {
        near.add(new Outcome.Near(id, 2 * hit.score - 1, source));
      }
    }
    if (near.isEmpty()) {
      added.add(candidate);
      return Outcome.ADDED;
    }
    return new Outcome(near);
  }

  private ScoreDoc[] nearest(Candidate candidate, IndexSearcher searcher) throws IOException {
    int k = Math.min(criteria.limit(), WIDTH);
    Query query =
        new VisualKnnQuery(
            criteria.field(),
            CosineExplanation.ofModel(model),
            UnitVector.of(criteria.field(), candidate.vector()),
            new KnnOptions(k, WIDTH, criteria.minCosine(), false),
            null,
            null);
    return searcher.search(query, k).scoreDocs;
  }

  private static String id(ScoreDoc hit, IndexSearcher searcher) throws IOException {
    BytesRef id =
        searcher
            .storedFields()
            .document(hit.doc, Set.of(IdFieldMapper.NAME))
            .getBinaryValue(IdFieldMapper.NAME);
    return Uid.decodeId(id.bytes, id.offset, id.length);
  }

  /** What is told of a document; {@code null} if it has been deleted since the search began. */
  private BytesReference source(String id) {
    GetResult document =
        shard.getService().get(id, null, false, Versions.MATCH_ANY, VersionType.INTERNAL, told);
    return document.isExists() ? document.sourceRef() : null;
  }
}

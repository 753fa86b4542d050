package org.facesearch.it.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.opensearch.index.query.ParsedQuery;
import org.opensearch.index.shard.SearchOperationListener;
import org.opensearch.search.internal.SearchContext;

/** Hides the documents with a tag: in the reader, or by a filter around the query of a search. */
final class HiddenDocuments implements SearchOperationListener {

  private static final String TAG = "tag";

  private final Supplier<Rights> rights;

  HiddenDocuments(Supplier<Rights> rights) {
    this.rights = rights;
  }

  DirectoryReader without(DirectoryReader reader) throws IOException {
    Optional<String> tag = rights.get().hiddenTag("reader");
    return tag.isPresent() ? new Without(reader, new Term(TAG, tag.get())) : reader;
  }

  @Override
  public void onPreQueryPhase(SearchContext search) {
    rights
        .get()
        .hiddenTag("query")
        .ifPresent(
            tag -> {
              search.parsedQuery(new ParsedQuery(narrowed(search, new Term(TAG, tag))));
              search.preProcess(true);
            });
  }

  private static Query narrowed(SearchContext search, Term hidden) {
    return new BooleanQuery.Builder()
        .add(search.parsedQuery().query(), BooleanClause.Occur.MUST)
        .add(new TermQuery(hidden), BooleanClause.Occur.MUST_NOT)
        .build();
  }

  private static final class Without extends FilterDirectoryReader {
    private final Term hidden;

    Without(DirectoryReader in, Term hidden) throws IOException {
      super(
          in,
          new SubReaderWrapper() {
            @Override
            public LeafReader wrap(LeafReader leaf) {
              return new WithoutInLeaf(leaf, hidden);
            }
          });
      this.hidden = hidden;
    }

    @Override
    protected DirectoryReader doWrapDirectoryReader(DirectoryReader in) throws IOException {
      return new Without(in, hidden);
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }

  private static final class WithoutInLeaf extends FilterLeafReader {
    private final FixedBitSet visible;

    WithoutInLeaf(LeafReader in, Term hidden) {
      super(in);
      visible = new FixedBitSet(Math.max(1, in.maxDoc()));
      visible.set(0, in.maxDoc());
      Bits live = in.getLiveDocs();
      for (int doc = 0; live != null && doc < in.maxDoc(); doc++) {
        if (!live.get(doc)) {
          visible.clear(doc);
        }
      }
      try {
        PostingsEnum tagged = in.postings(hidden);
        while (tagged != null && tagged.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
          visible.clear(tagged.docID());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Bits getLiveDocs() {
      return visible;
    }

    @Override
    public int numDocs() {
      return in.maxDoc() == 0 ? 0 : visible.cardinality();
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }
}

package org.facesearch.plugin.query;

import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.opensearch.common.lucene.search.Queries;
import org.opensearch.index.mapper.ObjectMapper;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.QueryShardException;

/**
 * Where in a document a query is: among its nested objects, or in none.
 *
 * @param shard as it is while the query is made, inside of a {@code nested} query or not
 * @param path of the nested objects, or null for the documents themselves
 */
record NestedLevel(QueryShardContext shard, String path) {

  /** Of the query that is being made. */
  static NestedLevel current(QueryShardContext shard) {
    ObjectMapper object = shard.nestedScope().getObjectMapper();
    return new NestedLevel(shard, object == null ? null : object.fullPath());
  }

  /**
   * The documents around the nested objects, of which each is to be found once; null for documents
   * that are found themselves.
   */
  BitSetProducer parents() {
    if (path == null) {
      return null;
    }
    BitSetProducer ofNestedQuery = shard.getParentFilter();
    return ofNestedQuery == null ? shard.bitsetFilter(Queries.newNonNestedFilter()) : ofNestedQuery;
  }

  /**
   * Refuses a field that is elsewhere, which would silently have no hits.
   *
   * @throws QueryShardException naming the field and where it is
   */
  void requireHere(String field) {
    ObjectMapper object = nestedObjectOf(field);
    if (object == null ? path == null : object.fullPath().equals(path) || isCopiedUp(object)) {
      return;
    }
    throw new QueryShardException(
        shard,
        object == null
            ? "field [" + field + "] is not in the nested objects of [" + path + "]"
            : "field ["
                + field
                + "] is in nested objects: ["
                + VisualKnnQueryBuilder.NAME
                + "] must be in a [nested] query of path ["
                + object.fullPath()
                + "]");
  }

  private static boolean isCopiedUp(ObjectMapper object) {
    return object.nested().isIncludeInParent() || object.nested().isIncludeInRoot();
  }

  /** The innermost nested object that a field is in, or null. */
  private ObjectMapper nestedObjectOf(String field) {
    for (int dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
      ObjectMapper object = shard.getObjectMapper(field.substring(0, dot));
      if (object != null && object.nested().isNested()) {
        return object;
      }
    }
    return null;
  }

  /**
   * A filter for the nested objects: what it asks of fields of the documents around them goes for
   * all the nested objects of such a document.
   */
  Query filterHere(Query filter) {
    if (path == null) {
      return filter;
    }
    return switch (filter) {
      case BooleanQuery bool -> {
        BooleanQuery.Builder here =
            new BooleanQuery.Builder()
                .setMinimumNumberShouldMatch(bool.getMinimumNumberShouldMatch());
        for (BooleanClause clause : bool.clauses()) {
          here.add(filterHere(clause.query()), clause.occur());
        }
        yield here.build();
      }
      case ConstantScoreQuery constant -> filterHere(constant.getQuery());
      case BoostQuery boosted -> filterHere(boosted.getQuery());
      default -> fromAround(filter);
    };
  }

  private Query fromAround(Query clause) {
    Set<String> levels = new HashSet<>();
    clause.visit(
        new QueryVisitor() {
          @Override
          public boolean acceptField(String field) {
            // Nested objects carry the id of their document, and other such fields of their own.
            ObjectMapper object = nestedObjectOf(field);
            levels.add(field.startsWith("_") ? path : object == null ? "" : object.fullPath());
            return true;
          }
        });
    if (levels.size() != 1) {
      return clause;
    }
    String level = levels.iterator().next();
    if (level.isEmpty()) {
      return new ToChildBlockJoinQuery(clause, shard.bitsetFilter(Queries.newNonNestedFilter()));
    }
    return path.startsWith(level + ".")
        ? new ToChildBlockJoinQuery(
            clause, shard.bitsetFilter(shard.getObjectMapper(level).nestedTypeFilter()))
        : clause;
  }
}

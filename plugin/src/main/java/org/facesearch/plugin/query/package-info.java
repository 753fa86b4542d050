/**
 * The query {@code visual_knn}: the documents whose vectors are nearest to a given one.
 *
 * <pre>{@code
 * {"visual_knn": {"field": "vector", "vector": [0.1, …], "k": 10, "ef": 100, "threshold": 0.3,
 *                 "filter": {"term": {"tag": "staff"}}}}
 * }</pre>
 *
 * <p>In place of a vector there may be a picture ({@code image}) or another document ({@code
 * like}): {@link org.facesearch.plugin.query.Probes} turns them into a vector, with its model's id,
 * on the node that takes the search. Vectors of two models are never compared.
 *
 * <p>Three steps: {@link org.facesearch.plugin.query.VisualKnnQueryBuilder} is the request, {@link
 * org.facesearch.plugin.query.VisualKnnQuery} finds candidates in the graphs of a shard and scores
 * them exactly, {@link org.facesearch.plugin.query.NearestDocsQuery} is what is left: documents
 * with scores, ready to be combined with other clauses.
 */
package org.facesearch.plugin.query;

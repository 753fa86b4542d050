/**
 * Comparing every vector of an index with a block of probes, in one pass. Each vector is read once
 * for the whole block, whose probes stay in the processor's cache: while an index is small enough,
 * or many hits are wanted, that takes less time than walking a graph once for each probe, and it
 * misses nothing.
 *
 * <p>It is an aggregation because that is how OpenSearch lets a search compute something over all
 * documents: access rights, points in time, cancellation and merging the shards come with it. It is
 * made for comparing groups and has no form in JSON.
 *
 * <p>For a single probe among the documents of a filter there is a query, which finds all that are
 * near enough and leaves their order to the search.
 */
package org.facesearch.plugin.exact;

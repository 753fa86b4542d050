/**
 * How the vectors of an index are written: one HNSW graph per segment and field (Malkov and
 * Yashunin, <em>Efficient and robust approximate nearest neighbor search using Hierarchical
 * Navigable Small World graphs</em>, 2016), over floats or over their quantised form of 8, 4 or 1
 * bit.
 *
 * <p>OpenSearch's own codec writes a graph with Lucene's defaults for any vector field. Only an
 * index that wants other {@link org.facesearch.plugin.codec.HnswParameters} needs this package, and
 * says so with {@link org.facesearch.plugin.codec.FaceSearchIndexSettings#ENABLED}: an index can
 * have one custom codec service, so ours must not be there for indices that do without.
 *
 * <p>Nothing here is needed to <em>read</em> an index: every format is Lucene's own and its name is
 * written into the segment.
 */
package org.facesearch.plugin.codec;

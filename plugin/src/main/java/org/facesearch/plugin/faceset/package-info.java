/**
 * FaceSets and face tokens in two indices of the plugin's own, {@code .face-search-facesets} and
 * {@code .face-search-tokens}. They are created when they are first needed, hidden, registered as
 * system indices, with a replica wherever there is a second node, and in snapshots like any other.
 *
 * <p>All calls to them run in the plugin's own name ({@link PluginClient}): a client of the Face++
 * API shows a key of that API, and has no permission on any index.
 *
 * <p>The document of a token says which FaceSets hold it. Only then is its vector in the graph, so
 * that the many tokens that searches and comparisons leave behind for 72 hours make no search
 * slower. A search in a FaceSet is a {@code visual_knn} with a filter on that field, with as many
 * candidates as a search in a group. Of 1,000,000 faces in 100 FaceSets (28 segments) it took 11.8
 * ms over HTTP, 8.3 ms in an index with the 10,000 faces of one FaceSet alone (2 segments), and
 * comparing with all faces of the FaceSet 25.3 ms; recall@5 was 1.000 in all of them, and 0.854
 * with 100 candidates in the small index (medians of 100 searches on two cores that had other work
 * too; {@code FaceSetSearch} in benchmarks measures it at any size).
 *
 * <p>Documents are read by id, which sees every acknowledged write; searches refresh the index
 * first, as those of groups do. Changes of one document carry its sequence number and are made anew
 * when they meet another one.
 *
 * <p>A deleted FaceSet is marked so at once and is unknown from then on. {@link FaceSetSweep} takes
 * its tokens out of it, and deletes tokens whose time is over.
 */
package org.facesearch.plugin.faceset;

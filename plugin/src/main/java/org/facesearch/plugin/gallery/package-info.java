/**
 * Groups as indices: {@code faces-<group>} or {@code images-<group>}, an ordinary index with a
 * marker among its settings. An index of such a name without the marker is never touched.
 *
 * <p>Reads refresh the index first. An entry that was acknowledged is thereby found by any later
 * call on any node, and a client that adds one by one never waits for a refresh.
 */
package org.facesearch.plugin.gallery;

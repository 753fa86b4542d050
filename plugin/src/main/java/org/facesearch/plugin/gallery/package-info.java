/**
 * Groups as indices: {@code faces-<group>}, an ordinary index with a marker among its settings. An
 * index of such a name without the marker is never touched.
 *
 * <p>Reads refresh the index first. A face that was acknowledged is thereby found by any later call
 * on any node, and a client that enrols face by face never waits for a refresh.
 */
package org.facesearch.plugin.gallery;

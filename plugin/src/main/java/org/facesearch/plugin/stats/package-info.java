/**
 * What the nodes of a cluster tell of themselves, gathered for {@code _plugins/_face_search/stats}.
 */
package org.facesearch.plugin.stats;

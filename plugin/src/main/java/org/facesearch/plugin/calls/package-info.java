/**
 * Calls of OpenSearch's client by whichever store of the plugin: as stages, with patience, in the
 * plugin's own name, and never making an index by writing to it.
 */
package org.facesearch.plugin.calls;

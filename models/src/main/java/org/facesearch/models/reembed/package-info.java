/**
 * Giving an index vectors of another model: what such a change of models is, how far it is, and
 * what must be able to keep it and to copy the documents. The stores are the plugin's; tests bring
 * some in memory.
 */
package org.facesearch.models.reembed;

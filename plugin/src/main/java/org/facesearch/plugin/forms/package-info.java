/**
 * Forms on OpenSearch's own port. OpenSearch answers a body of a type that it does not know with
 * 406 before any handler sees it, so the types of forms are made known to it; everything but the
 * Face++ API goes on refusing them.
 */
package org.facesearch.plugin.forms;

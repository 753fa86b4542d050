/**
 * What aggregations have in common that only the plugin itself asks for: they have no form in JSON,
 * none below them, and one result for each shard.
 */
package org.facesearch.plugin.aggregation;

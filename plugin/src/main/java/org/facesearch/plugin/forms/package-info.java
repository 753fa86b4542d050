/**
 * Forms on OpenSearch's own port. OpenSearch answers a body of a type that it does not know with
 * 406 before any handler sees it. So a guard is put before every handler but those of the Face++
 * API, which gives that very answer to forms, and then the types of forms are made known.
 */
package org.facesearch.plugin.forms;

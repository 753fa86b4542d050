/**
 * Everything about pictures and scores, in plain Java: no OpenSearch, no Lucene, no REST.
 *
 * <p>A picture travels {@code image} (decode) → {@code detect} → {@code align} → {@code embed} →
 * {@code score}; {@code usecase} strings these together for one call of an API, and {@code gallery}
 * names what a store of faces must be able to do.
 */
package org.facesearch.models;

/**
 * The Face++ v3 API: {@code POST /facepp/v3/...} with forms, keys, and the errors of the document's
 * two tables.
 *
 * <p>A call is authenticated, read, run and answered by {@link
 * org.facesearch.rest.facepp.FaceppHandler}; what a handler of one call adds is which arguments it
 * reads, which action it runs and which fields it answers with. Assumptions that the document
 * leaves open are in {@code docs/facepp.md}.
 */
package org.facesearch.rest.facepp;

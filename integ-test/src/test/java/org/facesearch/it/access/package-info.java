/**
 * A small plugin that controls access, for tests: what a request may touch stands in a header of
 * the request. It is not part of the product; tests pack it into a zip and install that beside the
 * product's own, which it sees as OpenSearch's security plugin would.
 */
package org.facesearch.it.access;

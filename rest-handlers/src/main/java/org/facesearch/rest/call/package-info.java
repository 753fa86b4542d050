/**
 * What is known of an HTTP call while it is answered: where it came from, what it asks of whom, how
 * long its stages take and how it ends. Every handler of every API is wrapped in one place, and the
 * note of the call travels in OpenSearch's thread context, so no room has to hand it on.
 */
package org.facesearch.rest.call;

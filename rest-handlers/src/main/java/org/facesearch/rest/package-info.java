/**
 * The documented HTTP APIs. Each has a package of its own; here is what they share: reading a JSON
 * body field by field, and running a use case as an OpenSearch action.
 *
 * <p>A handler parses and renders, its action calls one use case. Actions run on the node that took
 * the call, so their requests and responses are never serialised: what crosses the network are the
 * index requests that the store of groups makes.
 */
package org.facesearch.rest;

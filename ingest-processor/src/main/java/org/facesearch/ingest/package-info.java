/**
 * The ingest processors. A processor reads a field of a document, calls a use case and writes
 * fields; what a picture is and what is in it, the use case knows.
 *
 * <p>No thread of OpenSearch ever waits for a picture. The documents of all requests wait in one
 * {@link org.facesearch.ingest.DocumentQueue}, from which a few at a time go to the pools of this
 * plugin. A large {@code _bulk} thereby uses all cores and leaves room in those pools' queues for
 * the calls of others, and it is not refused for its own size.
 */
package org.facesearch.ingest;

/**
 * Programs that measure a running node over HTTP, as a client would. They are started by hand and
 * print what they found; no test depends on them.
 */
package org.facesearch.benchmarks;

/**
 * Programs that measure a running node over HTTP, as a client would, beside lower bounds in this
 * process. They are started by hand and print what they found; a test only sees that they run.
 */
package org.facesearch.benchmarks;

/**
 * The lower bounds that the rest is measured against, in this process: sessions of ONNX Runtime,
 * loops over vectors, Lucene without a server. This package alone sees classes of ours, those of
 * {@code models}: the very tensors of a picture have to come from the code that makes them.
 */
package org.facesearch.benchmarks.raw;

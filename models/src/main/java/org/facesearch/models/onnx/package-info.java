/**
 * The only place that sees DJL and ONNX Runtime. {@link org.facesearch.models.onnx.OnnxEngine} owns
 * the sessions, their threads and their closing; everybody else sees {@code float[]}.
 */
package org.facesearch.models.onnx;

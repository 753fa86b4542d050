/**
 * Bringing a face into the pose its embedder was trained on: a least-squares similarity transform
 * of five landmarks to a template (Umeyama, "Least-squares estimation of transformation parameters
 * between two point patterns", PAMI 1991), then bilinear resampling.
 */
package org.facesearch.models.align;

package org.facesearch.models.gallery;

/**
 * A face near a probe.
 *
 * @param cosine of the two vectors, -1 to 1
 */
public record Match(StoredFace face, double cosine) {}

package org.facesearch.models.gallery;

/**
 * A face near a probe.
 *
 * @param group where it was found
 * @param cosine of the two vectors, -1 to 1
 */
public record Match(String group, StoredFace face, double cosine) {}

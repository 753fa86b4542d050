package org.facesearch.models.gallery;

/**
 * An entry near a probe.
 *
 * @param group where it was found
 * @param cosine of the two vectors, -1 to 1
 */
public record Match(String group, StoredEntry entry, double cosine) {}

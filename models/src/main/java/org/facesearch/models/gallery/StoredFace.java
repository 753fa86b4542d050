package org.facesearch.models.gallery;

/**
 * An entry as it is listed and found: without its vector.
 *
 * @param box {@code null} where whoever wrote the entry gave none
 */
public record StoredFace(String id, String tag, Object desc, BoundingBox box) {}

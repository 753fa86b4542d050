package org.facesearch.models.gallery;

/**
 * An entry as it is listed and found: without its vector.
 *
 * @param box where its face is; {@code null} for a whole picture, and where whoever wrote the entry
 *     gave none
 */
public record StoredEntry(String id, String tag, Object desc, BoundingBox box) {}

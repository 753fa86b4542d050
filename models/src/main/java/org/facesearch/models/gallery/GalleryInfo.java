package org.facesearch.models.gallery;

/**
 * The size of a group.
 *
 * @param capacity as given at creation
 * @param tags number of distinct tags
 * @param count number of entries
 */
public record GalleryInfo(long capacity, long tags, long count) {}

package org.facesearch.models.gallery;

/** How many entries of a group carry a tag. */
public record TagCount(String name, long count) {}

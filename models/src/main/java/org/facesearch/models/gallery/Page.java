package org.facesearch.models.gallery;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param next where the following page starts (the last key of this one); empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {}

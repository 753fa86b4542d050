package org.facesearch.models.usecase;

import org.facesearch.models.image.PictureSource;

/** A picture and the name that errors call it by. */
public record PlacedPicture(String place, PictureSource source) {}

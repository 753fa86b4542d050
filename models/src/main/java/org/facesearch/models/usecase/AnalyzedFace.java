package org.facesearch.models.usecase;

import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.quality.FaceQuality;

/**
 * A face as analysis leaves it.
 *
 * @param box in pixels of the upright picture
 * @param quality {@code null} where the box was given and nothing was assessed
 * @param vector the embedding, of length 1
 */
public record AnalyzedFace(BoundingBox box, FaceQuality quality, float[] vector) {}

package org.facesearch.models.bundle;

import org.facesearch.models.embed.ImageEmbedder;
import org.facesearch.models.score.FmrTable;

/**
 * What is needed to turn a picture as a whole into an embedding.
 *
 * @param id vectors of different ids are never compared
 * @param dimension of its vectors
 * @param fmr how often unrelated pictures reach a cosine, which every scale of scores hangs on
 */
public record ImageModel(String id, int dimension, ImageEmbedder embedder, FmrTable fmr) {}

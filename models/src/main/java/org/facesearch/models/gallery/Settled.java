package org.facesearch.models.gallery;

import java.util.List;

/**
 * What became of a face that was to be matched or added.
 *
 * @param added whether it is a new entry, which is then its only match
 * @param matches not empty, in any order
 */
public record Settled(boolean added, List<Match> matches) {}

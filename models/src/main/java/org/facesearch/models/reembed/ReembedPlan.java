package org.facesearch.models.reembed;

import java.util.Objects;
import java.util.Optional;

/**
 * A request that was checked against what there is; it stays the same however often the work is
 * interrupted.
 *
 * @param source real name of the index that is read
 * @param sourceId by which it is known again: another index of that name is not it
 * @param dest name of the index that is made
 * @param vectorField path of the vectors
 * @param from id of the model that made the old vectors
 * @param to the model that makes the new ones
 * @param pictures where the pictures are
 * @param swap what is done with names in the end; empty to leave them
 * @param without what becomes of documents of which no new vector can be made
 */
public record ReembedPlan(
    String source,
    String sourceId,
    String dest,
    String vectorField,
    String from,
    Model to,
    Pictures pictures,
    Optional<Swap> swap,
    OnMissing without) {

  public ReembedPlan {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(sourceId, "sourceId");
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(vectorField, "vectorField");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(pictures, "pictures");
    Objects.requireNonNull(swap, "swap");
    Objects.requireNonNull(without, "without");
  }

  /**
   * The model of the new vectors.
   *
   * @param id of its bundle
   * @param dimension of its vectors
   * @param faces whether it makes vectors of faces; else of whole pictures
   */
  public record Model(String id, int dimension, boolean faces) {}

  /**
   * Where the pictures are.
   *
   * @param field path of them
   * @param index whose documents of the same ids have them; empty for the source itself
   * @param cut whether each is of its face alone, so that the boxes of faces do not apply to it
   */
  public record Pictures(String field, Optional<String> index, boolean cut) {}

  /**
   * What is done with names.
   *
   * @param alias that names the new index afterwards
   * @param removesSource whether the source goes in the same step, since the name was its own
   * @param wasBlocked whether the source took no writes before
   */
  public record Swap(String alias, boolean removesSource, boolean wasBlocked) {}
}

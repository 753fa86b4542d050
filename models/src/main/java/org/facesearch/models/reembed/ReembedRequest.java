package org.facesearch.models.reembed;

import java.util.Objects;
import java.util.Optional;
import org.facesearch.models.gallery.GroupKind;

/**
 * What is asked for.
 *
 * @param source whose documents get new vectors
 * @param dest name of the index to be made; empty only for a group, which needs none
 * @param model id of the bundle that makes the new vectors; empty for the one that this node uses
 * @param vectorField path of the vectors; empty where the source has one such field
 * @param pictures where the pictures are
 * @param alias what shall name the new index in the end; empty to leave all names as they are
 * @param without what becomes of documents of which no new vector can be made
 * @param force also where the vectors are of that model already
 */
public record ReembedRequest(
    Source source,
    Optional<String> dest,
    Optional<String> model,
    Optional<String> vectorField,
    Pictures pictures,
    Optional<String> alias,
    OnMissing without,
    boolean force) {

  public ReembedRequest {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(vectorField, "vectorField");
    Objects.requireNonNull(pictures, "pictures");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(without, "without");
  }

  /** An index or a group. */
  public sealed interface Source {
    /** An index, or an alias of one. */
    record OfIndex(String name) implements Source {}

    /** A group of the v1 API. */
    record OfGroup(GroupKind kind, String name) implements Source {}
  }

  /**
   * Where the pictures of the documents are.
   *
   * @param field path of a picture or a list of them, each base64 or a URI; empty only for a group,
   *     which may keep photos
   * @param index whose documents of the same ids have them; empty for the source itself
   */
  public record Pictures(Optional<String> field, Optional<String> index) {}
}

package org.facesearch.models.reembed;

import java.util.List;
import java.util.Optional;
import org.facesearch.models.gallery.BoundingBox;

/** A document on its way into the new index. */
public interface SourceDocument {

  String id();

  /** The texts of its pictures, each base64 or a URI; none where it has none. */
  List<String> pictures();

  /** The vectors that are to be made anew, in the order in which they are put back. */
  List<Spot> spots();

  /**
   * One vector of a document.
   *
   * @param picture its position among the pictures, which need not have so many
   * @param box where its face is in the picture; empty where that is not known
   */
  record Spot(int picture, Optional<BoundingBox> box) {}
}

package org.facesearch.models.usecase;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;

/**
 * Where the caller says that a face is.
 *
 * @param place how errors call the box
 */
public record GivenBox(String place, BoundingBox box) {

  /** Clients give the last pixel or the first one outside: both are taken. */
  void requireIn(int width, int height) {
    if (box.left() < 0 || box.top() < 0 || box.right() > width || box.bottom() > height) {
      throw FaceSearchException.invalid(
              place + " must lie in the picture, which is " + width + " x " + height)
          .of(FaceSearchException.PictureFault.BOX);
    }
  }
}

package org.facesearch.models.usecase;

import org.facesearch.models.detect.Box;
import org.facesearch.models.detect.Point;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.JpegWriter;
import org.facesearch.models.image.Picture;

/**
 * The two pictures that can be kept of a face that was seen, both upright JPEG files.
 *
 * @param face its box and a quarter of its sides around it, as far as the picture goes
 * @param scene the whole picture: the file itself where that is an upright JPEG, else written anew.
 *     A picture that was decoded at a reduced size is written anew at that size
 */
public record FacePictures(byte[] face, byte[] scene) {

  /** How many times as wide and high as the box the picture of a face is. */
  static final double MARGIN = 1.5;

  static FacePictures of(JpegWriter jpeg, byte[] file, Picture decoded, BoundingBox box) {
    return new FacePictures(face(jpeg, decoded, box), jpeg.upright(file, decoded));
  }

  /** The first of them alone. */
  static byte[] face(JpegWriter jpeg, Picture decoded, BoundingBox box) {
    Box part = around(box, decoded).clippedTo(decoded.image().width(), decoded.image().height());
    int left = (int) part.left();
    int top = (int) part.top();
    int right = (int) Math.ceil(part.right());
    int bottom = (int) Math.ceil(part.bottom());
    return jpeg.write(decoded.image(), left, top, right - left, bottom - top);
  }

  /** In pixels of the decoded image. */
  private static Box around(BoundingBox face, Picture decoded) {
    Box box = new Box(face.left(), face.top(), face.right() + 1.0, face.bottom() + 1.0);
    Point centre = box.centre();
    double width = box.width() * MARGIN / 2;
    double height = box.height() * MARGIN / 2;
    return new Box(centre.x() - width, centre.y() - height, centre.x() + width, centre.y() + height)
        .scaled(decoded.scale());
  }
}

package org.facesearch.models.image;

/** Turns an encoded picture into pixels. Implementations serve any number of threads. */
public interface PictureDecoder {

  /**
   * Decodes the whole picture, or its first frame.
   *
   * @param bytes a whole file as it was sent
   * @param limits checked before any pixel is decoded
   * @return the upright picture; close it when its pixels are no longer needed
   * @throws org.facesearch.models.FaceSearchException {@code INVALID} if the bytes are not a
   *     picture in a supported format, {@code TOO_LARGE} if a limit is exceeded, {@code BUSY} if
   *     there is no memory for it in time or the thread is interrupted while waiting
   */
  Picture decode(byte[] bytes, ImageLimits limits);
}

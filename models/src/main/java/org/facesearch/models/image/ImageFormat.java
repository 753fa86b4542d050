package org.facesearch.models.image;

import org.facesearch.models.FaceSearchException;

/** The formats that are decoded. What a file is, its first bytes say; names and types may lie. */
enum ImageFormat {
  JPEG,
  PNG,
  GIF,
  BMP,
  WEBP;

  /**
   * Recognises a file.
   *
   * @throws FaceSearchException INVALID if the bytes start like none of the formats
   */
  static ImageFormat of(ByteView in) {
    if (in.has(0, "\u00FF\u00D8\u00FF")) {
      return JPEG;
    }
    if (in.has(0, "\u0089PNG\r\n\u001A\n")) {
      return PNG;
    }
    if (in.has(0, "GIF8")) {
      return GIF;
    }
    if (in.has(0, "RIFF") && in.has(8, "WEBP")) {
      return WEBP;
    }
    if (in.has(0, "BM")) {
      return BMP;
    }
    throw FaceSearchException.invalid(
        "image format is not supported: use JPEG, PNG, WebP, BMP or GIF");
  }

  /**
   * Reads what must be known before decoding.
   *
   * @throws FaceSearchException INVALID if the header is broken
   */
  EncodedPicture parse(ByteView in) {
    return switch (this) {
      case JPEG -> JpegParser.parse(in);
      case PNG -> PngParser.parse(in);
      case GIF -> GifParser.parse(in);
      case BMP -> BmpParser.parse(in);
      default -> WebpParser.parse(in);
    };
  }
}

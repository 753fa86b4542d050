package org.facesearch.rest.facepp;

import java.util.Optional;
import java.util.regex.Pattern;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.faceset.FaceSource;
import org.facesearch.rest.facepp.KeyRing.Caller;

/**
 * The names of the parameters that say which face is meant. Of several that are given the first
 * counts, in the order of the components; a rectangle counts with a picture alone.
 */
record PictureParameters(String token, String file, String base64, String url, String rectangle) {

  /** Of calls with one face. */
  static final PictureParameters ONE =
      new PictureParameters(
          "face_token", "image_file", "image_base64", "image_url", "face_rectangle");

  static final PictureParameters FIRST = numbered(1);
  static final PictureParameters SECOND = numbered(2);

  private static final Pattern COMMA = Pattern.compile(",");

  private static PictureParameters numbered(int number) {
    return new PictureParameters(
        "face_token" + number,
        "image_file" + number,
        "image_base64_" + number,
        "image_url" + number,
        "face_rectangle" + number);
  }

  /**
   * A face, by its token or in a picture.
   *
   * @throws FaceppException {@code MISSING_ARGUMENTS} if there is neither
   */
  FaceSource face(Arguments arguments, Caller caller) {
    checkTrial(arguments, caller);
    Optional<String> given = arguments.text(token);
    if (given.isPresent()) {
      return new FaceSource.Token(given.get());
    }
    return picture(arguments)
        .orElseThrow(() -> FaceppException.missing(String.join(", ", token, url, file, base64)));
  }

  /**
   * A picture.
   *
   * @throws FaceppException {@code MISSING_ARGUMENTS} if there is none
   */
  FaceSource.Image image(Arguments arguments, Caller caller) {
    checkTrial(arguments, caller);
    return picture(arguments)
        .orElseThrow(() -> FaceppException.missing(String.join(", ", url, file, base64)));
  }

  private void checkTrial(Arguments arguments, Caller caller) {
    if (caller.trial() && arguments.has(rectangle)) {
      throw FaceppException.permission(rectangle);
    }
  }

  private Optional<FaceSource.Image> picture(Arguments arguments) {
    if (arguments.has(file)) {
      byte[] bytes = arguments.file(file).orElseThrow();
      return Optional.of(image(file, new PictureSource.Upload(bytes), arguments));
    }
    Optional<String> text = arguments.text(base64);
    if (text.isPresent()) {
      return Optional.of(image(base64, inBase64(text.get()), arguments));
    }
    return arguments.text(url).map(address -> image(url, at(address), arguments));
  }

  private FaceSource.Image image(String place, PictureSource picture, Arguments arguments) {
    return new FaceSource.Image(place, picture, arguments.text(rectangle).map(this::box));
  }

  /** Bare, or behind the head of a data URI as browsers write it. */
  private PictureSource inBase64(String text) {
    if (!text.regionMatches(true, 0, "data:", 0, 5)) {
      return PictureSource.base64(text);
    }
    try {
      return PictureSource.parse(text);
    } catch (FaceSearchException e) {
      throw FaceppException.unsupportedImage(base64);
    }
  }

  private PictureSource at(String address) {
    try {
      if (PictureSource.parse(address) instanceof PictureSource.Remote remote) {
        return remote;
      }
    } catch (FaceSearchException e) {
      // Told below: no address to fetch from.
    }
    throw FaceppException.imageUrl(url);
  }

  /** Top, left, width and height, whole pixels, with an area. */
  private BoundingBox box(String text) {
    String[] numbers = COMMA.split(text, -1);
    if (numbers.length == 4) {
      try {
        int top = pixels(numbers[0]);
        int left = pixels(numbers[1]);
        int width = pixels(numbers[2]);
        int height = pixels(numbers[3]);
        if (width > 0 && height > 0) {
          return new BoundingBox(left, top, left + width - 1, top + height - 1, null);
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
    }
    throw FaceppException.badArgument(rectangle);
  }

  private static int pixels(String text) {
    int value = Integer.parseInt(text.strip());
    if (value < 0 || value > 1_000_000) {
      throw new NumberFormatException();
    }
    return value;
  }
}

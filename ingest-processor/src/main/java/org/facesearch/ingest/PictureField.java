package org.facesearch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.PlacedPicture;
import org.opensearch.ingest.IngestDocument;

/**
 * The pictures of a document: one string or a list of strings, each bare base64, a data URI or an
 * http(s) URI.
 *
 * @param pictures never empty
 * @param list whether there is a list, be it of one
 */
record PictureField(List<PlacedPicture> pictures, boolean list) {

  /**
   * Reads a field; empty where it is absent, {@code null} or an empty list.
   *
   * @throws FaceSearchException {@code INVALID}, naming the field, if it holds anything else
   */
  static Optional<PictureField> read(IngestDocument document, String field) {
    Object value = document.hasField(field) ? document.getFieldValue(field, Object.class) : null;
    if (value == null || value.equals(List.of())) {
      return Optional.empty();
    }
    String name = named(field);
    if (!(value instanceof List<?> list)) {
      return Optional.of(new PictureField(List.of(picture(name, value)), false));
    }
    List<PlacedPicture> pictures = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      pictures.add(picture(name + "[" + i + "]", list.get(i)));
    }
    return Optional.of(new PictureField(pictures, true));
  }

  /**
   * The one picture of a field; empty where it is absent or {@code null}.
   *
   * @throws FaceSearchException {@code INVALID}, naming the field, if it holds anything else
   */
  static Optional<PlacedPicture> single(IngestDocument document, String field) {
    Object value = document.hasField(field) ? document.getFieldValue(field, Object.class) : null;
    return Optional.ofNullable(value).map(picture -> picture(named(field), picture));
  }

  /** How errors call a field. */
  static String named(String field) {
    return "field [" + field + "]";
  }

  private static PlacedPicture picture(String place, Object value) {
    if (!(value instanceof String text)) {
      throw FaceSearchException.invalid(place + ": a picture must be a string, in base64 or a URI");
    }
    try {
      return new PlacedPicture(place, PictureSource.uriOrBase64(text));
    } catch (FaceSearchException e) {
      throw e.at(place);
    }
  }
}

package org.facesearch.rest.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.GivenBox;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.Fields;

/**
 * Reads the two forms of request that the calls which search have in common.
 *
 * @param shape of the groups that are searched
 * @param defaultThreshold where a request names none, asked anew for every request
 * @param mostPictures in one request, asked anew as well
 */
record SearchReader(GroupShape shape, DoubleSupplier defaultThreshold, IntSupplier mostPictures) {

  /** Of a whole request: every one costs an inference, whatever the picture. */
  private static final int MOST_BOXES = 1_000;

  /**
   * Pictures whose faces are to be found, or which are searched for as a whole.
   *
   * <pre>
   * {"images": ["data:image/jpeg;base64,..."], "threshold": 0.45, "limit": 5, "use_quality": true}
   * </pre>
   */
  SearchGroups.Request images(Fields body, List<String> groups) {
    List<String> uris = body.requiredStrings("images", mostPictures.getAsInt());
    List<ProbePicture> pictures = new ArrayList<>(uris.size());
    for (int i = 0; i < uris.size(); i++) {
      String place = "images[" + i + "]";
      pictures.add(new ProbePicture(place, source(place, uris.get(i))));
    }
    return request(groups, pictures, body, shape.usesQuality(body));
  }

  /**
   * Pictures with the boxes of their faces.
   *
   * <pre>
   * {"data": [{"uri": "data:image/jpeg;base64,...",
   *            "attribute": {"bounding_boxes": [{"pts": [[52,74],[215,74],[215,272],[52,272]]}]}}],
   *  "params": {"threshold": 0.45, "limit": 5}}
   * </pre>
   */
  SearchGroups.Request boxes(Fields body, List<String> groups) {
    List<ProbePicture> pictures = new ArrayList<>();
    int boxes = 0;
    for (Fields picture : body.requiredObjects("data", mostPictures.getAsInt())) {
      List<GivenBox> given = new ArrayList<>();
      for (Fields box : picture.object("attribute").requiredObjects("bounding_boxes", MOST_BOXES)) {
        // The picture is named in front of whatever is wrong in it.
        String place = "attribute.bounding_boxes[" + given.size() + "].pts";
        given.add(new GivenBox(place, requiredBox(box)));
      }
      boxes += given.size();
      if (boxes > MOST_BOXES) {
        throw FaceSearchException.invalid(
            "data has more than " + MOST_BOXES + " bounding_boxes in all");
      }
      String place = "data[" + pictures.size() + "]";
      PictureSource source = source(place, picture.requiredString("uri"));
      pictures.add(new ProbePicture(place, source, Optional.of(given)));
    }
    return request(groups, pictures, body.object("params"), false);
  }

  private static BoundingBox requiredBox(Fields fields) {
    BoundingBox box = EntryBody.pts(fields);
    if (box == null) {
      throw FaceSearchException.invalid(fields.path("pts") + " is required");
    }
    return box;
  }

  private static PictureSource source(String place, String uri) {
    try {
      return PictureSource.parse(uri);
    } catch (FaceSearchException e) {
      throw e.at(place);
    }
  }

  private SearchGroups.Request request(
      List<String> groups, List<ProbePicture> pictures, Fields fields, boolean useQuality) {
    double threshold = fields.number("threshold", 0, 1, defaultThreshold.getAsDouble());
    return new SearchGroups.Request(groups, pictures, threshold, HitLimit.of(fields), useQuality);
  }
}

package org.facesearch.models.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.quality.FaceQuality;

/**
 * Makes vectors of the faces in the pictures of one document. No group is involved: storing them is
 * up to the caller.
 */
public final class EmbedFaces {

  private final DocumentPictures pictures;
  private final AnalyzeFaces analysis;

  public EmbedFaces(PictureWork pictures, AnalyzeFaces analysis) {
    this.pictures = new DocumentPictures(pictures);
    this.analysis = analysis;
  }

  /** Which of a picture's faces. */
  public enum Faces {
    LARGEST(1),
    ALL(Integer.MAX_VALUE);

    private final int most;

    Faces(int most) {
      this.most = most;
    }
  }

  /** The least quality of a face; worse ones count as found and are left out. */
  public enum MinQuality {
    ANY,
    GOOD;

    boolean admits(FaceQuality quality) {
      return this == ANY || quality.good();
    }
  }

  /** What is asked. */
  public record Request(
      List<PlacedPicture> pictures, Faces faces, MinQuality minQuality, Set<Attribute> attributes) {

    AnalyzeFaces.Wanted wanted() {
      return new AnalyzeFaces.Wanted(minQuality::admits, faces.most, attributes);
    }
  }

  /**
   * A face that was chosen.
   *
   * @param picture position in the request
   */
  public record Found(int picture, AnalyzedFace face) {}

  /**
   * What was found.
   *
   * @param model id of what made the vectors
   * @param faces by picture, then largest first
   * @param count of all faces in the pictures, chosen or not
   */
  public record Result(String model, List<Found> faces, int count) {}

  /** One picture after the other; the first bad one fails the whole, named by its place. */
  public CompletionStage<Result> run(Request request) {
    return pictures
        .each(
            request.pictures(), (bytes, limits) -> analysis.choose(bytes, limits, request.wanted()))
        .thenApply(EmbedFaces::joined);
  }

  private static Result joined(List<AnalyzeFaces.Chosen> pictures) {
    List<Found> faces = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < pictures.size(); i++) {
      for (AnalyzedFace face : pictures.get(i).faces()) {
        faces.add(new Found(i, face));
      }
      count += pictures.get(i).found();
    }
    return new Result(pictures.getFirst().model(), faces, count);
  }
}

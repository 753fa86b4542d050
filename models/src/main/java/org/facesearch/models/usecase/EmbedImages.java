package org.facesearch.models.usecase;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Makes vectors of the pictures of one document, one for each picture as a whole. Storing them is
 * up to the caller.
 */
public final class EmbedImages {

  private final DocumentPictures pictures;
  private final AnalyzeImage analysis;

  public EmbedImages(PictureWork pictures, AnalyzeImage analysis) {
    this.pictures = new DocumentPictures(pictures);
    this.analysis = analysis;
  }

  /** In the order of the pictures; the first bad one fails the whole, named by its place. */
  public CompletionStage<List<AnalyzeImage.Embedded>> run(List<PlacedPicture> placed) {
    return pictures.each(placed, analysis::whole);
  }
}

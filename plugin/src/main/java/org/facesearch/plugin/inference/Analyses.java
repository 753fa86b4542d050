package org.facesearch.plugin.inference;

import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.image.PictureDecoder;
import org.facesearch.models.usecase.AnalyzeFaces;
import org.facesearch.models.usecase.AnalyzeImage;
import org.facesearch.models.usecase.WorkWatch;

/** The analysis of pictures by any model of this node. */
public final class Analyses {

  private final PictureDecoder decoder;
  private final Embedders embedders;
  private final FaceAttributes attributes;
  private final WorkWatch watch;

  public Analyses(
      PictureDecoder decoder, Embedders embedders, FaceAttributes attributes, WorkWatch watch) {
    this.decoder = decoder;
    this.embedders = embedders;
    this.attributes = attributes;
    this.watch = watch;
  }

  /** That of faces, by the bundle of an id. */
  public AnalyzeFaces faces(String id) {
    return new AnalyzeFaces(decoder, embedders.faces(id), attributes, watch);
  }

  /** That of whole pictures, by the bundle of an id. */
  public AnalyzeImage pictures(String id) {
    return new AnalyzeImage(decoder, embedders.pictures(id), watch);
  }
}

package org.facesearch.models.usecase;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.FaceEntry;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.Gallery;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.quality.FaceQuality;

/** Puts the face of a picture into a group (v1 API, section 2.5). */
public final class EnrolFace {

  /** Of ids and tags in bytes of UTF-8; an id becomes a document id, which OpenSearch bounds so. */
  private static final int LONGEST = 512;

  private final FaceGroups groups;
  private final ProbeFace probe;
  private final RandomIds ids = new RandomIds();

  /** For groups of the loaded model. */
  public EnrolFace(Galleries galleries, Supplier<FaceModels> models, ProbeFace probe) {
    this.groups = new FaceGroups(galleries, models);
    this.probe = probe;
  }

  /**
   * What is to be enrolled.
   *
   * @param id empty for a random one
   * @param tag empty for {@code default}
   * @param desc any JSON value
   * @param box where the face is, {@code null} to find the largest one
   * @param rejectBadFace refuse a face that is not clear and upright
   */
  public record Request(
      String group,
      String id,
      PictureSource picture,
      String tag,
      Object desc,
      BoundingBox box,
      boolean rejectBadFace) {}

  /**
   * What was enrolled.
   *
   * @param quality {@code null} where the box was given
   * @param faces how many faces were found; empty where the box was given
   */
  public record Result(String id, BoundingBox box, FaceQuality quality, OptionalInt faces) {}

  /**
   * Enrols a face.
   *
   * <p>Fails with {@code INVALID} for a picture without a face or with a bad one where such are
   * rejected, {@code CONFLICT} for an id that is taken.
   */
  public CompletionStage<Result> run(Request request) {
    Gallery gallery = groups.open(request.group());
    String id = request.id().isEmpty() ? ids.next() : request.id();
    checkLength("image.id", id);
    String tag = tag(request.tag());
    return probe
        .find(request.picture(), request.box(), request.rejectBadFace())
        .thenCompose(
            found -> {
              AnalyzedFace face = found.face();
              FaceEntry entry = new FaceEntry(id, tag, request.desc(), face.enrolled());
              return gallery
                  .add(entry)
                  .thenApply(done -> new Result(id, face.box(), face.quality(), found.faces()));
            });
  }

  /** The tag to store for one that was given. */
  static String tag(String given) {
    checkLength("image.tag", given);
    return given.isEmpty() ? FaceEntry.DEFAULT_TAG : given;
  }

  private static void checkLength(String field, String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw FaceSearchException.invalid(field + " is longer than " + LONGEST + " bytes");
    }
  }
}

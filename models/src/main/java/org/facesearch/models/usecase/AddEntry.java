package org.facesearch.models.usecase;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.Galleries;
import org.facesearch.models.gallery.RandomIds;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.quality.FaceQuality;

/** Puts what is in a picture into a group (v1 API, sections 1.5 and 2.5). */
public final class AddEntry {

  /** Of ids and tags in bytes of UTF-8; an id becomes a document id, which OpenSearch bounds so. */
  private static final int LONGEST = 512;

  private final ModelGroups groups;
  private final FindSubjects subjects;
  private final Predicate<String> keepsPhotos;
  private final RandomIds ids = new RandomIds();

  /**
   * For groups whose vectors this node can make.
   *
   * @param keepsPhotos whether a group keeps photos of its faces
   */
  public AddEntry(
      Galleries galleries,
      GroupModels models,
      FindSubjects subjects,
      Predicate<String> keepsPhotos) {
    this.groups = new ModelGroups(galleries, models);
    this.subjects = subjects;
    this.keepsPhotos = keepsPhotos;
  }

  /**
   * What is to be added.
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
   * What was added.
   *
   * @param box {@code null} for a whole picture
   * @param quality {@code null} for a whole picture, and where the box was given
   * @param faces how many faces were found; empty where none was looked for
   */
  public record Result(String id, BoundingBox box, FaceQuality quality, OptionalInt faces) {}

  /**
   * Adds an entry.
   *
   * <p>Fails with {@code INVALID} for a bad picture, and for one without a face or with a bad one
   * where such are rejected, {@code CONFLICT} for an id that is taken.
   */
  public CompletionStage<Result> run(Request request) {
    return groups.open(request.group()).thenCompose(opened -> add(opened, request));
  }

  private CompletionStage<Result> add(ModelGroups.Opened opened, Request request) {
    String id = request.id().isEmpty() ? ids.next() : request.id();
    checkLength("image.id", id);
    String tag = tag(request.tag());
    FindSubjects.Wish wish =
        new FindSubjects.Wish(request.rejectBadFace(), keepsPhotos.test(request.group()));
    return subjects
        .toStore(request.picture(), request.box(), wish, opened.model().id())
        .thenCompose(
            found -> {
              Subject subject = found.subject();
              return opened
                  .gallery()
                  .add(new Entry(id, tag, request.desc(), subject))
                  .thenApply(
                      done -> new Result(id, subject.box(), subject.quality(), found.faces()));
            });
  }

  /** The tag to store for one that was given. */
  static String tag(String given) {
    checkLength("image.tag", given);
    return given.isEmpty() ? Entry.DEFAULT_TAG : given;
  }

  private static void checkLength(String field, String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw FaceSearchException.invalid(field + " is longer than " + LONGEST + " bytes");
    }
  }
}

package org.facesearch.models.usecase.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.event.EventLog;
import org.facesearch.models.gallery.People;
import org.facesearch.models.image.PictureFolder;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.AnalyzeFaces.Pictured;
import org.facesearch.models.usecase.ProbePicture;
import org.facesearch.models.usecase.StageTimes;

/**
 * Tells whose face a camera took, and notes that it was seen (SophonMatch, {@code PictureMatch}).
 */
public final class MatchPicture {

  private final PictureFolder folder;
  private final ObserveFace observe;
  private final IdentifyFace identify;
  private final CheckLiveness liveness;
  private final People people;
  private final EventLog log;
  private final EventTimes clock;

  /**
   * For one node.
   *
   * @param folder the one of {@code image_file_path}
   * @param people those of the identity gallery
   */
  public MatchPicture(
      PictureFolder folder,
      ObserveFace observe,
      IdentifyFace identify,
      CheckLiveness liveness,
      People people,
      EventLog log,
      EventTimes clock) {
    this.folder = folder;
    this.observe = observe;
    this.identify = identify;
    this.liveness = liveness;
    this.people = people;
    this.log = log;
    this.clock = clock;
  }

  /** Where the picture is. */
  public sealed interface Source {
    /** In the folder of pictures. */
    record File(String path) implements Source {}

    /** In the request. */
    record Sent(PictureSource picture) implements Source {}
  }

  /**
   * What is asked.
   *
   * @param infrared the same face by an infrared camera, for a check whether it is alive
   * @param device what the camera says of the face
   * @param deviceIp address of the camera; its id as well
   * @param time of the event, Unix seconds; absent for now
   * @param photo whether the registered photo of whoever is recognised is wanted
   * @param debug whether to tell how long the stages took
   */
  public record Request(
      Source picture,
      Optional<PictureSource> infrared,
      DeviceFace device,
      String deviceIp,
      OptionalDouble time,
      boolean photo,
      boolean debug) {
    public Request {
      Objects.requireNonNull(picture, "picture");
      Objects.requireNonNull(infrared, "infrared");
      Objects.requireNonNull(device, "device");
      Objects.requireNonNull(deviceIp, "deviceIp");
    }
  }

  /**
   * The answer.
   *
   * @param who the stranger if nobody is near enough, or the face is not alive
   * @param photo the registered one, a JPEG file; empty array where none is kept, nothing where it
   *     was not asked for
   * @param stages milliseconds by stage, where that was asked
   */
  public record Result(
      Identified who, Optional<byte[]> photo, Optional<Map<String, Double>> stages) {}

  /**
   * Identifies the largest face. An event is written whether it is recognised or not; when this
   * fails, none is.
   *
   * <p>Fails with {@code INVALID} naming the picture that cannot be used or has no face, and as
   * {@link IdentifyFace} does.
   *
   * @param stillWanted called before each part of the work, the last time before the event is
   *     written; what it throws is the failure
   */
  public CompletionStage<Result> run(Request request, Runnable stillWanted) {
    StageTimes times = new StageTimes();
    double time = clock.of("compare_time", request.time());
    return observe
        .see(
            probe(request.picture()),
            FiqaLevel.NO,
            Optional.of(request.device()),
            times,
            stillWanted)
        .thenCompose(
            seen ->
                who(request, seen, times, stillWanted)
                    .thenCompose(
                        who ->
                            photo(request, who, times)
                                .thenCompose(
                                    photo -> {
                                      stillWanted.run();
                                      return note(request, time, seen, who, times)
                                          .thenApply(done -> result(request, who, photo, times));
                                    })));
  }

  /** Name of the group that people are looked up in now. */
  public String identityGroup() {
    return identify.group();
  }

  private ProbePicture probe(Source picture) {
    return switch (picture) {
      case Source.File file -> new ProbePicture("image_file_path", folder.source(file.path()));
      case Source.Sent sent -> new ProbePicture("rgb_image_base64", sent.picture());
    };
  }

  private CompletionStage<Identified> who(
      Request request, Pictured seen, StageTimes times, Runnable stillWanted) {
    CompletionStage<Boolean> alive =
        request
            .infrared()
            .map(
                picture ->
                    liveness.of(new ProbePicture("ir_image_base64", picture), times, stillWanted))
            .orElseGet(() -> CompletableFuture.completedFuture(true));
    return alive.thenCompose(
        living -> {
          stillWanted.run();
          return living
              ? identify.of(seen.largest().face().vector(), times)
              : CompletableFuture.completedFuture(Identified.NOBODY);
        });
  }

  private CompletionStage<Optional<byte[]>> photo(
      Request request, Identified who, StageTimes times) {
    Object entry = who.identity().info().get(EntryIdentity.IMAGE_ID);
    return request.photo() && who.identity().known() && entry instanceof String id
        ? times.until("photo", () -> people.photo(id))
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private static Result result(
      Request request, Identified who, Optional<byte[]> photo, StageTimes times) {
    return new Result(
        who,
        request.photo() ? Optional.of(photo.orElseGet(() -> new byte[0])) : Optional.empty(),
        request.debug() ? Optional.of(times.millis()) : Optional.empty());
  }

  private CompletionStage<Void> note(
      Request request, double time, Pictured seen, Identified who, StageTimes times) {
    return observe.note(
        log, seen, new Sighting(time, epInfo(request.deviceIp()), request.device()), who, times);
  }

  private static Map<String, Object> epInfo(String deviceIp) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("ep_id", "");
    info.put("ep_type", "photo");
    info.put("ep_ip", deviceIp);
    info.put("ep_name", "");
    info.put("device_id", deviceIp);
    return info;
  }
}

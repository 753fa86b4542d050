package org.facesearch.models.usecase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.attribute.AttributeEstimator;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.FetchPolicy;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.Photographs;

/** What the use cases are made of: real models, no network. */
public record UseCaseParts(FaceModels models) {

  public AnalyzeFaces analysis() {
    return analysis(Map.of());
  }

  /** With these estimators of attributes. */
  public AnalyzeFaces analysis(Map<Attribute, Supplier<AttributeEstimator>> estimators) {
    return new AnalyzeFaces(
        new ImageIoPictureDecoder(new DecodeBudget(1L << 28)),
        () -> models,
        new FaceAttributes(estimators),
        WorkWatch.NONE);
  }

  public static PictureWork pictures(Executor inference) {
    Duration second = Duration.ofSeconds(1);
    FetchPolicy off = new FetchPolicy(false, Set.of(), second, second, second, 0);
    return new PictureWork(
        new PictureFetcher(() -> off),
        Runnable::run,
        inference,
        ImageLimits::defaults,
        new DecodeBudget(1L << 28),
        WorkWatch.NONE);
  }

  public GroupModel model() {
    return GroupModel.of(models);
  }

  public GroupModels groupModels() {
    return GroupModels.only(this::model);
  }

  public FindSubjects subjects() {
    return new FindFaces(pictures(Runnable::run), model -> analysis(), false);
  }

  public static PictureSource sample(int number) {
    return PictureSource.parse(
        "data:image/jpeg;base64,"
            + Base64.getEncoder().encodeToString(Photographs.bytes(Photographs.sample(number))));
  }

  /** Pictures as a request names them. */
  public static List<ProbePicture> asked(PictureSource... pictures) {
    List<ProbePicture> asked = new ArrayList<>();
    for (PictureSource picture : pictures) {
      asked.add(new ProbePicture("images[" + asked.size() + "]", picture));
    }
    return asked;
  }
}

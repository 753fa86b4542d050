package org.facesearch.models.usecase.event;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.attribute.Attribute;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.Entry;
import org.facesearch.models.gallery.Subject;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureFolder;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.testing.MemoryEventLog;
import org.facesearch.models.testing.MemoryEventPictures;
import org.facesearch.models.testing.MemoryGalleries;
import org.facesearch.models.testing.MemoryPeople;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.usecase.UseCaseParts;

/** What the calls about one face are made of: real models, and everything else in memory. */
final class SophonParts {

  static final String GROUP = "identities";
  static final double NOW = 1_700_000_000.125;

  final UseCaseParts parts;
  final MemoryGalleries galleries = new MemoryGalleries();
  final MemoryPeople people = new MemoryPeople(galleries, GROUP);
  final MemoryEventLog log = new MemoryEventLog();
  final MemoryEventPictures pictures = new MemoryEventPictures();
  private final EventTimes clock =
      new EventTimes(
          InstantSource.fixed(Instant.ofEpochMilli((long) (NOW * 1000))),
          () -> Duration.ofHours(1));
  private boolean keepsPictures;
  private Optional<Path> folder = Optional.empty();
  private double alive;

  SophonParts(FaceModels models) {
    this.parts = new UseCaseParts(models);
  }

  void folder(Path path) {
    folder = Optional.of(path);
  }

  /** From now on pictures of events are kept. */
  void keepPictures() {
    keepsPictures = true;
  }

  /** How much alive a face looks from now on. */
  void alive(double real) {
    alive = real;
  }

  static PictureSource sample(int number) {
    return new PictureSource.Upload(Photographs.bytes(Photographs.sample(number)));
  }

  /** Registers the largest face of a sample photograph. */
  void enrol(String id, Map<String, Object> desc, int sample) {
    if (galleries.list().toCompletableFuture().join().isEmpty()) {
      galleries.create(GROUP, 10, parts.models().id(), 512).toCompletableFuture().join();
    }
    float[] vector =
        parts
            .analysis()
            .largest(Photographs.bytes(Photographs.sample(sample)), ImageLimits.defaults())
            .face()
            .vector();
    galleries
        .open(GROUP)
        .thenCompose(
            group -> group.add(new Entry(id, "default", desc, new Subject(null, null, vector))))
        .toCompletableFuture()
        .join();
  }

  private IdentifyFace identify() {
    return new IdentifyFace(
        galleries, parts::models, people, () -> new IdentifyFace.Gallery(GROUP, 0.82));
  }

  private ObserveFace observe() {
    return new ObserveFace(
        UseCaseParts.pictures(Runnable::run),
        parts.analysis(),
        identify(),
        pictures,
        () -> keepsPictures,
        () -> false);
  }

  MatchPicture match() {
    CheckLiveness liveness =
        new CheckLiveness(
            UseCaseParts.pictures(Runnable::run),
            new ImageIoPictureDecoder(new DecodeBudget(1L << 28)),
            parts::models,
            new FaceAttributes(
                Map.of(Attribute.LIVENESS, () -> (image, face) -> Map.of("real", alive))),
            () -> 0.5);
    return new MatchPicture(
        new PictureFolder(folder), observe(), identify(), liveness, people, log, clock);
  }

  CompareWithCard compare() {
    return new CompareWithCard(observe(), parts::models, log, clock);
  }
}

package org.facesearch.models.usecase;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.image.PictureSource;

/**
 * Brings the bytes of a picture to where it is worked on: downloads wait on one executor, decoding
 * and inference happen on another, so that a slow server never holds up inference.
 */
public final class PictureWork {

  private final PictureFetcher fetcher;
  private final Executor downloads;
  private final Executor inference;
  private final Supplier<ImageLimits> limits;
  private final DecodeBudget memory;
  private final WorkWatch watch;

  /**
   * For one node.
   *
   * @param downloads may be kept waiting by remote servers and slow disks
   * @param inference does the computing; both refuse work by {@link RejectedExecutionException}
   * @param limits asked anew for every picture
   * @param memory for all downloaded files that are under way or wait; not the one for decoding,
   *     which they would wait for while holding this one
   * @param watch asked before each step
   */
  public PictureWork(
      PictureFetcher fetcher,
      Executor downloads,
      Executor inference,
      Supplier<ImageLimits> limits,
      DecodeBudget memory,
      WorkWatch watch) {
    this.fetcher = fetcher;
    this.downloads = downloads;
    this.inference = inference;
    this.limits = limits;
    this.memory = memory;
    this.watch = watch;
  }

  /** The same under other limits, asked anew for every picture. */
  public PictureWork within(Supplier<ImageLimits> others) {
    return new PictureWork(fetcher, downloads, inference, others, memory, watch);
  }

  /** What a picture is handed to, with the limits that hold for it. */
  public interface Work<T> {
    T apply(byte[] picture, ImageLimits limits);
  }

  /**
   * Reads a picture and works on it.
   *
   * <p>Fails with {@code INVALID} or {@code TOO_LARGE} for a bad picture and with {@code BUSY}
   * where an executor refuses.
   */
  public <T> CompletionStage<T> on(PictureSource source, Work<T> work) {
    return on(source, () -> {}, work);
  }

  /**
   * The same, for a picture that may not be wanted any more when its turn comes.
   *
   * @param stillWanted called before each step; what it throws ends the work and is its failure
   */
  public <T> CompletionStage<T> on(PictureSource source, Runnable stillWanted, Work<T> work) {
    ImageLimits bounds = limits.get();
    return switch (source) {
      case PictureSource.Inline inline ->
          run(inference, stillWanted, () -> work.apply(inline.bytes(bounds), bounds));
      case PictureSource.Upload upload ->
          run(inference, stillWanted, () -> work.apply(upload.file(), bounds));
      case PictureSource.Remote remote ->
          brought(() -> fetcher.fetch(remote.uri(), bounds), bounds, stillWanted, work);
      case PictureSource.Stored stored ->
          brought(() -> stored.reading().apply(bounds), bounds, stillWanted, work);
    };
  }

  private <T> CompletionStage<T> brought(
      Supplier<byte[]> reading, ImageLimits bounds, Runnable stillWanted, Work<T> work) {
    return run(downloads, stillWanted, () -> download(reading, bounds))
        .thenCompose(
            file ->
                run(inference, stillWanted, () -> work.apply(file.bytes(), bounds))
                    .whenComplete((result, error) -> file.lease().close()));
  }

  /** A file that counts against the memory for downloads until it has been worked on. */
  private record Download(byte[] bytes, DecodeBudget.Lease lease) {}

  private Download download(Supplier<byte[]> reading, ImageLimits bounds) {
    DecodeBudget.Lease lease = memory.acquire(bounds.maxBytes());
    try {
      byte[] bytes = watch.of("download", reading);
      lease.shrinkTo(bytes.length);
      return new Download(bytes, lease);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private <T> CompletableFuture<T> run(Executor executor, Runnable stillWanted, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    long begin = System.nanoTime();
    try {
      executor.execute(
          () -> {
            try {
              watch.took("wait", System.nanoTime() - begin);
              watch.requireWanted();
              stillWanted.run();
              result.complete(work.get());
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new FaceSearchException(
              Reason.BUSY, "too many pictures are waiting for analysis, try again later", e));
    }
    return result;
  }
}

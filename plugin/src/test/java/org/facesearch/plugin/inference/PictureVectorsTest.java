package org.facesearch.plugin.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.attribute.FaceAttributes;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.bundle.LazyModels;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.PictureDecoder;
import org.facesearch.models.image.PictureFetcher;
import org.facesearch.models.usecase.PictureWork;
import org.facesearch.models.usecase.WorkWatch;
import org.facesearch.plugin.query.SearchTasks;
import org.facesearch.plugin.query.VectorProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.search.SearchAction;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchTask;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.tasks.TaskCancelledException;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.threadpool.TestThreadPool;
import org.opensearch.threadpool.ThreadPool;

/** How the picture of a query fails: with what status, and when the search is cancelled. */
class PictureVectorsTest {
  private static TestThreadPool threads;
  private static SearchTasks searches;
  private static final AtomicInteger MODELS_ASKED = new AtomicInteger();

  @BeforeAll
  static void startThreads() {
    threads = new TestThreadPool("picture-vectors");
    searches = new SearchTasks(threads);
  }

  @AfterAll
  static void stopThreads() {
    ThreadPool.terminate(threads, 10, TimeUnit.SECONDS);
  }

  private static FaceModels noFaceModels() {
    MODELS_ASKED.incrementAndGet();
    throw new FaceSearchException(Reason.UNAVAILABLE, "no face models");
  }

  private static ImageModel noImageModel() {
    throw new FaceSearchException(Reason.UNAVAILABLE, "no image model");
  }

  private static CompletableFuture<VectorProbe> vectorOf(
      String image, Optional<String> model, Executor executor) {
    return vectorOf(image, model, Optional.of("images-1"), executor);
  }

  private static CompletableFuture<VectorProbe> vectorOf(
      String image, Optional<String> model, Optional<String> imageModel, Executor executor) {
    CompletableFuture<VectorProbe> answer = new CompletableFuture<>();
    try (PictureFetcher fetcher =
        new PictureFetcher(
            () -> {
              throw new AssertionError("nothing is to be fetched");
            })) {
      PictureDecoder decoder = new ImageIoPictureDecoder(new DecodeBudget(1 << 20));
      Embedders embedders =
          new Embedders(
              new BundleRegistry(List.of(), Path.of("none")),
              Map.of("face", Optional.of("faces-1"), "image", imageModel),
              id -> new LazyModels<>(id, PictureVectorsTest::noFaceModels),
              id -> new LazyModels<>(id, PictureVectorsTest::noImageModel));
      PictureVectors vectors =
          new PictureVectors(
              new PictureWork(
                  fetcher,
                  executor,
                  executor,
                  ImageLimits::defaults,
                  new DecodeBudget(1 << 20),
                  WorkWatch.NONE),
              embedders,
              new Analyses(decoder, embedders, new FaceAttributes(Map.of()), WorkWatch.NONE),
              searches);
      vectors.ofPicture(
          image, model, ActionListener.wrap(answer::complete, answer::completeExceptionally));
    }
    return answer;
  }

  private static RestStatus status(String image, Executor executor) {
    return ExceptionsHelper.status(failure(image, Optional.empty(), executor));
  }

  private static Throwable failure(String image, Optional<String> model, Executor executor) {
    CompletableFuture<VectorProbe> answer = vectorOf(image, model, executor);
    return assertThrows(CompletionException.class, answer::join).getCause();
  }

  /** Begins the work as the node does when a search with this picture comes. */
  private static CompletableFuture<VectorProbe> search(CancellableTask task, Executor executor) {
    AtomicReference<CompletableFuture<VectorProbe>> answer = new AtomicReference<>();
    searches.apply(
        task,
        SearchAction.NAME,
        new SearchRequest(),
        ActionRequestMetadata.empty(),
        ActionListener.wrap(() -> {}),
        (sameTask, action, request, listener) ->
            answer.set(vectorOf("AAAA", Optional.empty(), executor)));
    return answer.get();
  }

  private static SearchTask task() {
    return new SearchTask(1, "transport", SearchAction.NAME, () -> "", null, Map.of());
  }

  @Test
  void aCancelledSearchIsAnsweredWhileItsPictureWaitsAndThePictureIsDropped() {
    List<Runnable> waiting = new ArrayList<>();
    SearchTask task = task();
    CompletableFuture<VectorProbe> answer = search(task, waiting::add);
    assertEquals(1, waiting.size());
    task.cancel("enough");
    Throwable failure =
        assertThrows(CompletionException.class, answer::join, "nothing has run").getCause();
    assertInstanceOf(TaskCancelledException.class, failure);
    assertTrue(failure.getMessage().contains("enough"), failure::getMessage);
    int before = MODELS_ASKED.get();
    waiting.getFirst().run();
    assertEquals(before, MODELS_ASKED.get(), "its turn came, and nothing was analysed");
  }

  @Test
  void aPictureIsNotBegunForASearchThatWasCancelledBefore() {
    SearchTask task = task();
    task.cancel("early");
    CompletableFuture<VectorProbe> answer = search(task, Runnable::run);
    assertInstanceOf(
        TaskCancelledException.class,
        assertThrows(CompletionException.class, answer::join).getCause());
  }

  @Test
  void aSearchThatIsNotCancelledGetsItsAnswer() {
    CompletableFuture<VectorProbe> answer = search(task(), Runnable::run);
    assertEquals(
        RestStatus.SERVICE_UNAVAILABLE,
        ExceptionsHelper.status(assertThrows(CompletionException.class, answer::join).getCause()));
  }

  @Test
  void aBadPictureIsTheCallersFault() {
    for (String image : new String[] {"data:image/jpeg;base64", "ftp://a/b.jpg", "%%%"}) {
      assertEquals(RestStatus.BAD_REQUEST, status(image, Runnable::run), image);
    }
  }

  @Test
  void aFullQueueMeansTryAgain() {
    assertEquals(
        RestStatus.TOO_MANY_REQUESTS,
        status(
            "AAAA",
            work -> {
              throw new RejectedExecutionException("full");
            }));
  }

  @Test
  void withoutTheModelThatIsNeededNothingIsFound() {
    Map.of(
            Optional.<String>empty(), "no face models",
            Optional.of("faces-1"), "no face models",
            Optional.of("images-1"), "no image model")
        .forEach(
            (model, why) -> {
              Throwable failure = failure("AAAA", model, Runnable::run);
              assertEquals(RestStatus.SERVICE_UNAVAILABLE, ExceptionsHelper.status(failure));
              assertEquals(why, failure.getMessage());
            });
  }

  @Test
  void aNodeThatIsToDoWithoutAModelForPicturesSaysSo() {
    CompletableFuture<VectorProbe> answer =
        vectorOf("AAAA", Optional.of("images-1"), Optional.empty(), Runnable::run);
    Throwable failure = assertThrows(CompletionException.class, answer::join).getCause();
    assertEquals(RestStatus.SERVICE_UNAVAILABLE, ExceptionsHelper.status(failure));
    assertEquals(
        "this node makes no vectors of model [images-1] of pictures, only of [faces-1]: it is"
            + " configured without a model for whole pictures",
        failure.getMessage());
  }

  @Test
  void aModelThatMakesNothingHereIsNamed() {
    Throwable failure = failure("AAAA", Optional.of("other-2"), Runnable::run);
    assertEquals(RestStatus.BAD_REQUEST, ExceptionsHelper.status(failure));
    assertEquals(
        "this node makes no vectors of model [other-2] of pictures, only of [faces-1] and"
            + " [images-1]",
        failure.getMessage());
  }
}

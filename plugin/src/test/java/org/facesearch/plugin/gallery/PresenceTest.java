package org.facesearch.plugin.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.junit.jupiter.api.Test;
import org.opensearch.index.IndexNotFoundException;
import org.opensearch.transport.RemoteTransportException;

class PresenceTest {

  private static Throwable failure(boolean there, Throwable error) {
    return assertThrows(
            CompletionException.class,
            () ->
                new Presence(() -> there)
                    .during(CompletableFuture.failedFuture(error))
                    .toCompletableFuture()
                    .join())
        .getCause();
  }

  private static void assertNoGroup(Throwable failure) {
    assertEquals(Reason.NOT_FOUND, ((FaceSearchException) failure).reason());
    assertEquals("group not exist", failure.getMessage());
  }

  @Test
  void whateverFailsAsAGroupGoesFailsBecauseItHasGone() {
    assertNoGroup(failure(false, new IllegalStateException("some shard")));
  }

  @Test
  void anotherNodeMayHaveHeardOfTheRemovalBeforeThisOne() {
    assertNoGroup(
        failure(
            true,
            new RemoteTransportException("another node", new IndexNotFoundException("a-group"))));
  }

  @Test
  void otherFailuresStayAsTheyAre() {
    IllegalStateException error = new IllegalStateException("some shard");
    assertSame(error, failure(true, error));
  }
}

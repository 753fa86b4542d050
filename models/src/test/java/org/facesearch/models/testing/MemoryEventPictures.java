package org.facesearch.models.testing;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.event.EventPictures;

/** Pictures of events in memory; can be told to refuse. */
public final class MemoryEventPictures implements EventPictures {

  private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
  private volatile boolean full;

  /** From now on nothing can be put. */
  public void refuse() {
    full = true;
  }

  /** All that was put, by name. */
  public Map<String, byte[]> files() {
    return Map.copyOf(files);
  }

  @Override
  public String name(String event, double timestamp, Kind kind) {
    return event + "-" + kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public CompletionStage<Void> put(String name, byte[] jpeg) {
    if (full) {
      return CompletableFuture.failedFuture(
          new FaceSearchException(Reason.UNAVAILABLE, "no room for pictures"));
    }
    files.put(name, jpeg);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void abandon(String event, double timestamp) {
    files.keySet().removeIf(name -> name.startsWith(event + "-"));
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String name) {
    return CompletableFuture.completedFuture(Optional.ofNullable(files.get(name)));
  }
}

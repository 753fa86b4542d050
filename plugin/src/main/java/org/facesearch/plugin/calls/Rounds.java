package org.facesearch.plugin.calls;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.cluster.ClusterState;

/**
 * Work that is begun again and again on every node and done by one of them, the elected cluster
 * manager. No round begins before the one before has ended.
 */
public final class Rounds implements Runnable {

  private static final Logger LOG = LogManager.getLogger(Rounds.class);

  private final Supplier<ClusterState> cluster;
  private final String failed;
  private final Supplier<CompletionStage<Void>> round;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * Of one kind of work.
   *
   * @param failed what the log says of a round that fails
   * @param round never throws: all failures are the stage's
   */
  public Rounds(
      Supplier<ClusterState> cluster, String failed, Supplier<CompletionStage<Void>> round) {
    this.cluster = cluster;
    this.failed = failed;
    this.round = round;
  }

  @Override
  public void run() {
    // It ends some time after this call, perhaps after the next one.
    if (cluster.get().nodes().isLocalNodeElectedClusterManager()
        && running.compareAndSet(false, true)) {
      round
          .get()
          .whenComplete(
              (done, error) -> {
                running.set(false);
                if (error != null) {
                  LOG.warn(failed, error);
                }
              });
    }
  }
}

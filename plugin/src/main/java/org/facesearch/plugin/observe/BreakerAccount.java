package org.facesearch.plugin.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.SetOnce;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.MemoryAccount;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.breaker.CircuitBreaker;
import org.opensearch.core.common.breaker.CircuitBreakingException;
import org.opensearch.indices.breaker.BreakerSettings;
import org.opensearch.monitor.jvm.JvmInfo;

/**
 * Counts the memory of pictures and of models in a circuit breaker of OpenSearch, where {@code
 * _nodes/stats/breaker} shows it; with all others it counts towards that of the node as a whole.
 */
public final class BreakerAccount implements MemoryAccount {

  public static final String NAME = "face_search";

  /** Of the heap: pictures and downloads have 35 % by default, the rest is for models. */
  private static final int PERCENT = 95;

  /** OpenSearch makes the breaker before anything is counted. */
  private final SetOnce<CircuitBreaker> breaker = new SetOnce<>();

  /** What the breaker is like unless {@code breaker.face_search.*} says otherwise. */
  public BreakerSettings settings(Settings node) {
    long limit = JvmInfo.jvmInfo().getMem().getHeapMax().getBytes() * PERCENT / 100;
    return BreakerSettings.updateFromSettings(new BreakerSettings(NAME, limit, 1), node);
  }

  /** The breaker that OpenSearch made of the settings. */
  public void count(CircuitBreaker made) {
    breaker.set(made);
  }

  @Override
  public void take(long bytes, String what) {
    try {
      breaker.get().addEstimateBytesAndMaybeBreak(bytes, what);
    } catch (CircuitBreakingException e) {
      throw new FaceSearchException(
          Reason.BUSY,
          "this node has no memory left for " + what + ", try again later: " + e.getMessage(),
          e);
    }
  }

  /**
   * Where memory outside the heap is counted: towards the same limit, but how full the heap is does
   * not matter to it.
   */
  public MemoryAccount outsideHeap() {
    return new MemoryAccount() {
      @Override
      public void take(long bytes, String what) {
        CircuitBreaker now = breaker.get();
        if (now.addWithoutBreaking(bytes) > now.getLimit()) {
          now.addWithoutBreaking(-bytes);
          throw new FaceSearchException(
              Reason.BUSY,
              "this node has no memory left for "
                  + what
                  + ", try again later: it needs "
                  + bytes
                  + " bytes more, and the limit of the circuit breaker "
                  + NAME
                  + " is "
                  + now.getLimit());
        }
      }

      @Override
      public void giveBack(long bytes) {
        BreakerAccount.this.giveBack(bytes);
      }
    };
  }

  @Override
  public void giveBack(long bytes) {
    breaker.get().addWithoutBreaking(-bytes);
  }

  /** For a JSON object. */
  Map<String, Object> stats() {
    CircuitBreaker now = breaker.get();
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("limit_in_bytes", now.getLimit());
    stats.put("used_in_bytes", now.getUsed());
    stats.put("tripped", now.getTrippedCount());
    return stats;
  }
}

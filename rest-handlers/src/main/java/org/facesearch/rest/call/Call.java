package org.facesearch.rest.call;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.opensearch.tasks.CancellableTask;
import org.opensearch.tasks.Task;

/** One HTTP call, from its arrival to its answer. Holds names and numbers, no picture or vector. */
public final class Call {

  private final String route;
  private final String address;
  private final String opaqueId;
  private final Instant began;
  private final long beginNanos = System.nanoTime();
  private final CallObserver observer;
  private final Set<Target> targets = new LinkedHashSet<>();
  private final Map<String, Long> stages = new LinkedHashMap<>();
  private final Counts counts = new Counts();
  private String user = "";
  private volatile Task task;

  /**
   * Begins now.
   *
   * @param route short name of the call, e.g. {@code v1_face_search_group}
   * @param client where it came from; {@code null} if that is not known
   * @param opaqueId its {@code X-Opaque-Id}; empty if it has none
   * @param observer hears how it ends
   */
  Call(
      String route,
      InetSocketAddress client,
      String opaqueId,
      Instant began,
      CallObserver observer) {
    this.route = route;
    this.address =
        client == null || client.getAddress() == null ? "" : client.getAddress().getHostAddress();
    this.opaqueId = opaqueId;
    this.began = began;
    this.observer = observer;
  }

  /**
   * What a call looks people up in.
   *
   * @param kind {@code face_group}, {@code image_group}, {@code faceset} or {@code events}
   * @param name of the group or FaceSet, as the caller wrote it
   */
  public record Target(String kind, String name) {
    @Override
    public String toString() {
      return kind + ":" + name;
    }
  }

  /** The numbers of a call; each is absent until it is known. */
  private static final class Counts {
    private OptionalInt pictures = OptionalInt.empty();
    private OptionalInt faces = OptionalInt.empty();
    private OptionalLong hits = OptionalLong.empty();
  }

  /** Notes who calls and as which task the call runs. */
  public synchronized void runsAs(Task running, String caller) {
    task = running;
    user = caller;
  }

  /** Notes what is searched. */
  public synchronized void searches(String kind, Collection<String> names) {
    names.forEach(name -> targets.add(new Target(kind, name)));
  }

  /** Notes how many pictures the call brings. */
  public synchronized void brings(int pictures) {
    counts.pictures = OptionalInt.of(pictures);
  }

  /** Notes what was found: faces in its pictures, or entries that were compared, and hits. */
  public synchronized void found(int faces, long hits) {
    counts.faces = OptionalInt.of(faces);
    counts.hits = OptionalLong.of(hits);
  }

  /** A stage has ended; stages that run side by side, or again, are added up. */
  public synchronized void took(String stage, long nanos) {
    stages.merge(stage, nanos, Long::sum);
  }

  /**
   * Asked before each stage of its work.
   *
   * @throws FaceSearchException {@code CANCELLED} if its client has hung up or an operator has
   *     cancelled its task
   */
  public void requireWanted() {
    if (task instanceof CancellableTask cancellable && cancellable.isCancelled()) {
      throw new FaceSearchException(Reason.CANCELLED, "the call was cancelled");
    }
  }

  /**
   * The use case has ended. What it fails with, the answer is to fail with too.
   *
   * @param outcome {@code ok}, or why it failed, in one word
   */
  public CompletionStage<Void> ended(String outcome) {
    return observer.ended(this, outcome);
  }

  public String route() {
    return route;
  }

  /** The IP address of the client; empty if it is not known. */
  public String address() {
    return address;
  }

  /** Its {@code X-Opaque-Id}; empty if it has none. */
  public String opaqueId() {
    return opaqueId;
  }

  /** Whom the security plugin knows the caller as; empty where there is none. */
  public synchronized String user() {
    return user;
  }

  public Instant began() {
    return began;
  }

  /** Nanoseconds until now. */
  public long nanos() {
    return System.nanoTime() - beginNanos;
  }

  /** Milliseconds until now. */
  public long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos());
  }

  /** The task it runs as; {@code null} while it has none. */
  public Task task() {
    return task;
  }

  public synchronized List<Target> targets() {
    return List.copyOf(targets);
  }

  public synchronized OptionalInt pictures() {
    return counts.pictures;
  }

  public synchronized OptionalInt faces() {
    return counts.faces;
  }

  public synchronized OptionalLong hits() {
    return counts.hits;
  }

  /** Milliseconds by stage, in the order in which the stages ended first. */
  public synchronized Map<String, Long> stages() {
    Map<String, Long> millis = new LinkedHashMap<>();
    stages.forEach((stage, nanos) -> millis.put(stage, TimeUnit.NANOSECONDS.toMillis(nanos)));
    return millis;
  }
}

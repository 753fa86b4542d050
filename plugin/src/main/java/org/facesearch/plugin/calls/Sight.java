package org.facesearch.plugin.calls;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.facesearch.models.usecase.Causes;
import org.facesearch.models.usecase.Lanes;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.admin.indices.resolve.ResolveIndexAction;
import org.opensearch.action.support.IndicesOptions;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.transport.client.Client;

/**
 * What of the cluster's indices a caller may know of. The cluster state knows them all, whoever
 * asks; so before anything is said by it, OpenSearch's own action that resolves names is asked in
 * the caller's name, and access control answers. It costs no call to another node.
 *
 * <p>Access control judges by names, whether or not they are those of indices: where it refuses,
 * nobody learns what there is.
 */
public final class Sight {

  /** Closed and hidden indices too; what is not there is no failure. */
  private static final IndicesOptions ALL =
      IndicesOptions.fromOptions(true, true, true, true, true);

  private final Client client;

  /** In the name of whoever the client calls for. */
  public Sight(Client client) {
    this.client = client;
  }

  /**
   * Those of some indices, or aliases, that are there for the caller.
   *
   * <p>Fails as access control lets it fail, in general with status 403, if it refuses the names.
   */
  public CompletionStage<Set<String>> of(Collection<String> names) {
    return names.isEmpty()
        ? CompletableFuture.completedFuture(Set.of())
        : resolve(names.toArray(String[]::new));
  }

  private CompletionStage<Set<String>> resolve(String... names) {
    return Stages.<ResolveIndexAction.Response>of(
            listener ->
                client.execute(
                    ResolveIndexAction.INSTANCE,
                    new ResolveIndexAction.Request(names, ALL),
                    listener))
        .thenApply(Sight::names);
  }

  private static Set<String> names(ResolveIndexAction.Response resolved) {
    Set<String> names = new HashSet<>();
    resolved.getIndices().forEach(index -> names.add(index.getName()));
    resolved.getAliases().forEach(alias -> names.add(alias.getName()));
    return names;
  }

  /**
   * The same where the caller named none of them: what access control refuses is left out.
   *
   * @param known all that there are
   * @param pattern that fits them, and perhaps others
   */
  public CompletionStage<Set<String>> among(List<String> known, String pattern) {
    if (known.isEmpty()) {
      return CompletableFuture.completedFuture(Set.of());
    }
    return resolve(pattern)
        .exceptionallyCompose(
            error -> isRefusal(error) ? oneByOne(known) : CompletableFuture.failedFuture(error));
  }

  /** Some access control refuses a pattern as a whole if it refuses one of the names. */
  private CompletionStage<Set<String>> oneByOne(List<String> known) {
    return Lanes.map(
            known,
            1,
            (position, name) ->
                resolve(name)
                    .exceptionally(
                        error -> {
                          if (isRefusal(error)) {
                            return Set.of();
                          }
                          throw Stages.rethrown(error);
                        }))
        .thenApply(
            all -> all.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a call failed because whoever made it may not make it. */
  public static boolean isRefusal(Throwable error) {
    RestStatus status = ExceptionsHelper.status(Causes.exceptionOf(error));
    return status == RestStatus.FORBIDDEN || status == RestStatus.UNAUTHORIZED;
  }
}

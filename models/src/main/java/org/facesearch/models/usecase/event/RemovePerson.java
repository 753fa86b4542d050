package org.facesearch.models.usecase.event;

import java.util.concurrent.CompletionStage;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.event.Sightings;
import org.facesearch.models.gallery.People;

/**
 * Forgets a person: the entries and photos by which the person is recognised, and all events in
 * which this happened. The entries go first, so that no further event comes while the others go.
 */
public final class RemovePerson {

  private final People people;
  private final Sightings sightings;

  public RemovePerson(People people, Sightings sightings) {
    this.people = people;
    this.sightings = sightings;
  }

  /** What was removed by this call, not by one before it that failed. */
  public record Result(String identity, People.Removed known, Sightings.Removed seen) {}

  /** Removes all there is of a person; fails with {@code NOT_FOUND} if there is nothing. */
  public CompletionStage<Result> run(String identity) {
    return people
        .remove(identity)
        .thenCompose(
            known ->
                sightings.remove(identity).thenApply(seen -> new Result(identity, known, seen)))
        .thenApply(RemovePerson::something);
  }

  private static Result something(Result result) {
    if (result.known().entries().isEmpty()
        && result.seen().events() == 0
        && result.seen().pictures() == 0) {
      throw new FaceSearchException(
          Reason.NOT_FOUND, "no entry and no event of an identity " + result.identity());
    }
    return result;
  }
}

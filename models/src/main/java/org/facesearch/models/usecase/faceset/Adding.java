package org.facesearch.models.usecase.faceset;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.faceset.FaceTokens;
import org.facesearch.models.faceset.FaceTokens.Outcome;
import org.facesearch.models.faceset.HexTokens;
import org.facesearch.models.usecase.Lanes;
import org.facesearch.models.usecase.faceset.ManageFaceSets.Failure;
import org.facesearch.models.usecase.faceset.ManageFaceSets.Refusal;

/** Puts the tokens of one request into a FaceSet, one after the other, while it has room. */
final class Adding {

  private final FaceTokens tokens;
  private final FaceSet into;
  private final String model;
  private final List<Failure> failures = new ArrayList<>();
  private long room;
  private int added;

  /**
   * @param model whose vectors may go in
   * @param room how many may go in
   */
  Adding(FaceTokens tokens, FaceSet into, String model, long room) {
    this.tokens = tokens;
    this.into = into;
    this.model = model;
    this.room = room;
  }

  /** What became of it. */
  record Added(int count, List<Failure> failures) {}

  /**
   * Once for each instance.
   *
   * <p>Fails with {@code CONFLICT} for a token of another model; those before it are then in.
   */
  CompletionStage<Added> run(List<String> asked) {
    return Lanes.map(asked.stream().distinct().toList(), 1, (position, token) -> add(token))
        .thenApply(done -> new Added(added, List.copyOf(failures)));
  }

  private CompletionStage<Outcome> add(String token) {
    if (!HexTokens.isToken(token)) {
      return CompletableFuture.completedFuture(settle(token, Outcome.UNKNOWN));
    }
    return room > 0
        ? tokens.hold(into, token, model).thenApply(outcome -> settle(token, outcome))
        : refuse(token);
  }

  private Outcome settle(String token, Outcome outcome) {
    switch (outcome) {
      case DONE -> {
        added++;
        room--;
      }
      case NOTHING_TO_DO -> {}
      case UNKNOWN -> failures.add(new Failure(token, Refusal.INVALID_FACE_TOKEN));
    }
    return outcome;
  }

  /** Of a full FaceSet only what is not in it already is refused. */
  private CompletionStage<Outcome> refuse(String token) {
    return tokens
        .read(into.owner(), token)
        .thenApply(
            found -> {
              if (found.isPresent() && !found.get().faceSets().contains(into.token())) {
                failures.add(new Failure(token, Refusal.QUOTA_EXCEEDED));
                return Outcome.NOTHING_TO_DO;
              }
              return settle(token, found.isPresent() ? Outcome.NOTHING_TO_DO : Outcome.UNKNOWN);
            });
  }
}

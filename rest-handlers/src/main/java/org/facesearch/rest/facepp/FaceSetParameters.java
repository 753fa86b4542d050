package org.facesearch.rest.facepp;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.usecase.faceset.FaceSetLimits;
import org.facesearch.models.usecase.faceset.FaceSetRef;
import org.facesearch.models.usecase.faceset.ManageFaceSets;

/** Reads what the calls about FaceSets have in common. */
final class FaceSetParameters {

  private static final String TOKEN = "faceset_token";
  private static final String OUTER_ID = "outer_id";
  private static final String NEW_OUTER_ID = "new_outer_id";
  private static final String DISPLAY_NAME = "display_name";
  private static final String TAGS = "tags";
  private static final String USER_DATA = "user_data";
  private static final String FACE_TOKENS = "face_tokens";

  private FaceSetParameters() {}

  /**
   * Which FaceSet is meant.
   *
   * @throws FaceppException {@code COEXISTENCE_ARGUMENTS} if it is said in both ways, {@code
   *     MISSING_ARGUMENTS} if in none
   */
  static FaceSetRef faceSet(Arguments arguments) {
    Optional<String> token = arguments.text(TOKEN);
    Optional<String> outerId = arguments.text(OUTER_ID);
    if (token.isPresent() && outerId.isPresent()) {
      throw FaceppException.coexistence();
    }
    if (token.isPresent()) {
      return new FaceSetRef.ByToken(token.get());
    }
    return new FaceSetRef.ByOuterId(
        outerId.orElseThrow(() -> FaceppException.missing(TOKEN + ", " + OUTER_ID)));
  }

  /** What is said of a new FaceSet. */
  static FaceSet.About about(Arguments arguments) {
    return new FaceSet.About(
        checked(arguments.text(OUTER_ID), OUTER_ID, FaceSetLimits::isOuterId).orElse(""),
        checked(arguments.text(DISPLAY_NAME), DISPLAY_NAME, FaceSetLimits::isDisplayName)
            .orElse(""),
        tags(arguments),
        checked(arguments.text(USER_DATA), USER_DATA, FaceSetLimits::isUserData).orElse(""));
  }

  /**
   * What is to be changed of a FaceSet; what is given and empty becomes empty, but for the outer
   * id.
   *
   * @throws FaceppException {@code MISSING_ARGUMENTS} if nothing is given
   */
  static ManageFaceSets.Patch patch(Arguments arguments) {
    ManageFaceSets.Patch patch =
        new ManageFaceSets.Patch(
            checked(arguments.text(NEW_OUTER_ID), NEW_OUTER_ID, FaceSetLimits::isOuterId),
            checked(arguments.given(DISPLAY_NAME), DISPLAY_NAME, FaceSetLimits::isDisplayName),
            arguments.given(TAGS).map(text -> tags(arguments)),
            checked(arguments.given(USER_DATA), USER_DATA, FaceSetLimits::isUserData));
    if (patch.newOuterId().isEmpty()
        && patch.displayName().isEmpty()
        && patch.tags().isEmpty()
        && patch.userData().isEmpty()) {
      throw FaceppException.missing(String.join(", ", NEW_OUTER_ID, DISPLAY_NAME, USER_DATA, TAGS));
    }
    return patch;
  }

  /** The tags of a FaceSet, or those that are asked for. */
  static List<String> tags(Arguments arguments) {
    return checked(Optional.of(arguments.list(TAGS)), TAGS, FaceSetLimits::areTags).orElseThrow();
  }

  /**
   * Face tokens that must be there.
   *
   * @throws FaceppException {@code MISSING_ARGUMENTS}, or {@code INVALID_FACE_TOKENS_SIZE} as the
   *     hosted service calls it if there are too many
   */
  static List<String> faceTokens(Arguments arguments, int most) {
    arguments.required(FACE_TOKENS);
    List<String> tokens = optionalFaceTokens(arguments, most);
    if (tokens.isEmpty()) {
      throw invalidSize();
    }
    return tokens;
  }

  /** The same, where there may be none. */
  static List<String> optionalFaceTokens(Arguments arguments, int most) {
    List<String> tokens = arguments.list(FACE_TOKENS);
    if (tokens.size() > most) {
      throw invalidSize();
    }
    return tokens;
  }

  /** The number of the first entry of a page. */
  static int start(Arguments arguments, int last) {
    return arguments.integer("start", 1, last, 1);
  }

  private static FaceppException invalidSize() {
    return FaceppException.bad("INVALID_FACE_TOKENS_SIZE");
  }

  private static <T> Optional<T> checked(Optional<T> value, String name, Predicate<T> allowed) {
    if (value.isPresent() && !allowed.test(value.get())) {
      throw FaceppException.badArgument(name);
    }
    return value;
  }
}

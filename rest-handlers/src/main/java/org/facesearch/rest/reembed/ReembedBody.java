package org.facesearch.rest.reembed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.gallery.GroupKind;
import org.facesearch.models.reembed.OnMissing;
import org.facesearch.models.reembed.ReembedRequest;
import org.facesearch.models.reembed.ReembedRequest.Source;
import org.facesearch.rest.Fields;

/** Reads what is asked for. */
final class ReembedBody {

  private ReembedBody() {}

  static ReembedRequest read(Fields body) {
    Fields picture = body.object("picture");
    return new ReembedRequest(
        source(body),
        text(body, "dest"),
        text(body, "model"),
        text(body, "vector_field"),
        new ReembedRequest.Pictures(text(picture, "field"), text(picture, "index")),
        text(body, "alias"),
        oneOf(body, "on_missing", OnMissing.FAIL),
        body.bool("force", false));
  }

  private static Source source(Fields body) {
    Optional<String> index = text(body, "source");
    Optional<String> group = text(body, "group");
    if (index.isPresent() == group.isPresent()) {
      throw FaceSearchException.invalid("either source or group is required");
    }
    return group
        .<Source>map(name -> new Source.OfGroup(oneOf(body, "kind", GroupKind.FACE), name))
        .orElseGet(() -> new Source.OfIndex(index.orElseThrow()));
  }

  private static Optional<String> text(Fields body, String name) {
    return Optional.of(body.string(name, "")).filter(value -> !value.isEmpty());
  }

  private static <E extends Enum<E>> E oneOf(Fields body, String name, E whenAbsent) {
    E[] all = whenAbsent.getDeclaringClass().getEnumConstants();
    String value = body.string(name, text(whenAbsent));
    return Arrays.stream(all)
        .filter(one -> text(one).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                FaceSearchException.invalid(
                    body.path(name)
                        + " must be one of "
                        + Arrays.stream(all).map(ReembedBody::text).toList()));
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package org.facesearch.rest.facepp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call by name, from wherever they came. An argument that is there and empty
 * counts as absent, but for {@link #given}; of one that is given twice the first counts.
 */
final class Arguments {

  private final Map<String, Argument> values = new HashMap<>();

  /** One argument: text, or what a part of a multipart form held. */
  sealed interface Argument {

    /** Whether there is nothing in it. */
    boolean isEmpty();

    /** What a part of a multipart form held: text or a file, which nothing but its use tells. */
    record Part(byte[] content) implements Argument {
      @Override
      public boolean isEmpty() {
        return content.length == 0;
      }
    }

    /** Text of a urlencoded form, of the query or of a JSON body. */
    record Text(String text) implements Argument {
      @Override
      public boolean isEmpty() {
        return text.isEmpty();
      }
    }

    /** A list or an object of a JSON body: wrong, but only for who wants it. */
    record Nested() implements Argument {
      @Override
      public boolean isEmpty() {
        return false;
      }
    }
  }

  /** Adds one, unless there is one of that name. */
  void add(String name, Argument argument) {
    values.putIfAbsent(name, argument);
  }

  /** Adds one, unless there is one of that name. */
  void add(String name, String text) {
    add(name, new Argument.Text(text));
  }

  boolean has(String name) {
    return values.containsKey(name) && !values.get(name).isEmpty();
  }

  /**
   * The text of an argument.
   *
   * @throws FaceppException {@code BAD_ARGUMENTS} if it is not UTF-8, or holds half of a character
   */
  Optional<String> text(String name) {
    return given(name).filter(text -> !text.isEmpty());
  }

  /** The same for an argument that may be empty on purpose. */
  Optional<String> given(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Argument.Text text -> Optional.of(whole(name, text.text()));
      case Argument.Part part -> Optional.of(decoded(name, part.content()));
      case Argument.Nested nested -> throw FaceppException.badArgument(name);
    };
  }

  /**
   * The text of an argument that must be there.
   *
   * @throws FaceppException {@code MISSING_ARGUMENTS}
   */
  String required(String name) {
    return text(name).orElseThrow(() -> FaceppException.missing(name));
  }

  /**
   * The file of an argument: a part of a multipart form.
   *
   * @throws FaceppException {@code BAD_ARGUMENTS} if it came as text, which holds no file
   */
  Optional<byte[]> file(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (values.get(name) instanceof Argument.Part part) {
      return Optional.of(part.content());
    }
    throw FaceppException.badArgument(name);
  }

  /**
   * A whole number within bounds.
   *
   * @throws FaceppException {@code BAD_ARGUMENTS}
   */
  int integer(String name, int least, int most, int whenAbsent) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return whenAbsent;
    }
    try {
      int value = Integer.parseInt(text.get().strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of bounds.
    }
    throw FaceppException.badArgument(name);
  }

  /** A switch: 0 or 1. */
  boolean flag(String name, boolean whenAbsent) {
    return integer(name, 0, 1, whenAbsent ? 1 : 0) == 1;
  }

  /** The entries of a list, separated by commas; blanks around them and empty ones are dropped. */
  List<String> list(String name) {
    return text(name).map(text -> List.of(text.split(",", -1))).orElse(List.of()).stream()
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private static String decoded(String name, byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw FaceppException.badArgument(name);
    }
  }

  /** JSON can write halves of characters, which cannot be stored. */
  private static String whole(String name, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw FaceppException.badArgument(name);
    }
    return text;
  }
}

package org.facesearch.rest.facepp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.facesearch.rest.facepp.Arguments.Argument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArgumentsTest {

  private final Arguments arguments = new Arguments();

  private static void assertError(String message, Executable call) {
    assertEquals(message, assertThrows(FaceppException.class, call).getMessage());
  }

  @Test
  void emptyOnesAreAbsentUnlessAskedForAsTheyAre() {
    arguments.add("face_rectangle", "");
    arguments.add("image_file", new Argument.Part(new byte[0]));
    assertFalse(arguments.has("face_rectangle"));
    assertEquals(Optional.empty(), arguments.text("face_rectangle"));
    assertEquals(Optional.of(""), arguments.given("face_rectangle"));
    assertTrue(arguments.file("image_file").isEmpty());
    assertError("MISSING_ARGUMENTS: face_rectangle", () -> arguments.required("face_rectangle"));
  }

  @Test
  void numbersKeepTheirBounds() {
    arguments.add("five", " 5 ");
    arguments.add("six", "6");
    arguments.add("word", "one");
    assertEquals(5, arguments.integer("five", 1, 5, 1));
    assertEquals(1, arguments.integer("absent", 1, 5, 1));
    assertError("BAD_ARGUMENTS:six", () -> arguments.integer("six", 1, 5, 1));
    assertError("BAD_ARGUMENTS:word", () -> arguments.integer("word", 1, 5, 1));
    assertError("BAD_ARGUMENTS:five", () -> arguments.flag("five", false));
    assertTrue(arguments.flag("absent", true));
  }

  @Test
  void listsAreSplitAtCommas() {
    arguments.add("tags", " a, b,,c ,");
    assertEquals(List.of("a", "b", "c"), arguments.list("tags"));
    assertEquals(List.of(), arguments.list("absent"));
  }

  @Test
  void textMustBeText() {
    arguments.add("bytes", new Argument.Part(new byte[] {(byte) 0xC3, 0x28}));
    arguments.add("half", "\uD83D");
    arguments.add("nested", new Argument.Nested());
    assertError("BAD_ARGUMENTS:bytes", () -> arguments.text("bytes"));
    assertError("BAD_ARGUMENTS:half", () -> arguments.text("half"));
    assertError("BAD_ARGUMENTS:nested", () -> arguments.text("nested"));
  }

  @Test
  void filesAreNotText() {
    arguments.add("image_file", "text");
    assertError("BAD_ARGUMENTS:image_file", () -> arguments.file("image_file"));
  }
}

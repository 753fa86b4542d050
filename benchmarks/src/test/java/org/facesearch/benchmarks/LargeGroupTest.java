package org.facesearch.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeGroupTest {

  private static final int COUNT = 3000;

  private final LargeGroup group = new LargeGroup(new Node("http://127.0.0.1:1"), COUNT, COUNT);

  @Test
  void tagsHaveTheSharesThatFiltersAskFor() {
    Map<String, Long> faces =
        IntStream.range(0, COUNT)
            .mapToObj(group::tag)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(COUNT / 2, faces.get(LargeGroup.HALF));
    assertEquals(COUNT / 100, faces.get(LargeGroup.HUNDREDTH));
    assertEquals(group.tags(), faces.size());
    assertEquals(
        Set.of(5L),
        faces.entrySet().stream()
            .filter(tag -> tag.getKey().startsWith("tag-"))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet()));
  }

  @Test
  void aPersonHasPhotosOnBothSidesOfTheFilterOfHalf() {
    for (int person = 0; person < COUNT / 10; person++) {
      int first = person;
      long admitted =
          IntStream.range(0, 10)
              .filter(photo -> group.tag(first + photo * COUNT / 10).equals(LargeGroup.HALF))
              .count();
      assertTrue(admitted >= 3 && admitted <= 7, "person " + person + ": " + admitted);
    }
  }

  @Test
  void anIdTellsItsFace() {
    for (int face : new int[] {0, 1, 2, 77, 999_999, Integer.MAX_VALUE}) {
      assertEquals(face, LargeGroup.face(LargeGroup.id(face)));
    }
  }
}

package org.facesearch.models.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.bundle.AttributeLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.models.onnx.Sandbox;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.facesearch.models.testing.SharedData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The estimates of age and gender on portraits of public persons. */
@ExtendWith(LoadedModels.class)
class AgeGenderTest {

  private static final OnnxEngine ENGINE =
      new OnnxEngine(new OnnxOptions(1, 1), Sandbox.plain(), MemoryAccount.NONE);

  /** The years in which these people were born. */
  private static final Map<String, Integer> BORN =
      Map.ofEntries(
          Map.entry("A000055_Robert_B_Aderholt", 1965),
          Map.entry("A000370_Alma_S_Adams", 1946),
          Map.entry("A000371_Pete_Aguilar", 1979),
          Map.entry("B001261_John_Barrasso", 1952),
          Map.entry("B001278_Suzanne_Bonamici", 1954),
          Map.entry("B001282_Andy_Barr", 1973),
          Map.entry("C000537_James_E_Clyburn", 1940),
          Map.entry("C001053_Tom_Cole", 1949),
          Map.entry("C001066_Kathy_Castor", 1966),
          Map.entry("C001067_Yvette_D_Clarke", 1964),
          Map.entry("C001072_Andre_Carson", 1974),
          Map.entry("C001091_Joaquin_Castro", 1974),
          Map.entry("C001095_Tom_Cotton", 1977),
          Map.entry("C001101_Katherine_M_Clark", 1963),
          Map.entry("D000096_Danny_K_Davis", 1941),
          Map.entry("D000197_Diana_DeGette", 1957),
          Map.entry("D000622_Tammy_Duckworth", 1968),
          Map.entry("D000624_Debbie_Dingell", 1953),
          Map.entry("F000450_Virginia_Foxx", 1943),
          Map.entry("H000874_Steny_H_Hoyer", 1939),
          Map.entry("K000009_Marcy_Kaptur", 1946),
          Map.entry("M000133_Edward_J_Markey", 1946),
          Map.entry("S000148_Charles_E_Schumer", 1950),
          Map.entry("S001196_Elise_M_Stefanik", 1984));

  /** Those of the people with two portraits who are women. */
  private static final Set<String> WOMEN =
      Set.of(
          "A000370", "B001278", "C001066", "C001067", "C001101", "D000197", "D000617", "D000622",
          "D000624", "E000215", "F000450", "F000462", "F000463", "J000032", "K000009", "K000385",
          "L000551", "M001143", "N000147", "P000610", "R000600", "S001156", "S001196", "T000468",
          "T000474", "V000081", "W000187", "W000808");

  private static final int ID_LENGTH = 7;

  private final Photographs photographs = new Photographs();
  private final AttributeEstimator estimator =
      new AttributeLoader(LoadedModels.registry(), ENGINE)
          .load(Attribute.AGE_GENDER, "agegender-hse");

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  /** What was estimated of one portrait. */
  private record Seen(String person, int year, double age, double male) {

    boolean isOfWoman() {
      return WOMEN.contains(person.substring(0, ID_LENGTH));
    }
  }

  private List<Seen> portraits(FaceModels models) {
    List<Seen> portraits = new ArrayList<>();
    for (Path file : Photographs.files(SharedData.dir("congress"))) {
      String person = file.getParent().getFileName().toString();
      if (BORN.containsKey(person) || WOMEN.contains(person.substring(0, ID_LENGTH))) {
        RgbImage image = photographs.read(file);
        Map<String, Double> seen =
            estimator.estimate(image, models.detector().detect(image).getFirst().box());
        int year = file.getFileName().toString().contains("2015") ? 2015 : 2024;
        portraits.add(new Seen(person, year, seen.get("age"), seen.get("male")));
      }
    }
    return portraits;
  }

  /**
   * Bounds that a wrong crop, order of colours, mean or order of weights breaks: fed RGB, the mean
   * error of the ages is 13.7 years, without the mean 12.4, with both 15.7, and 11.2 as it should.
   */
  @Test
  void agesAndGendersOfPortraitsAreAboutRight(FaceModels models) {
    List<Seen> portraits = portraits(models);
    assertEquals(82, portraits.size());
    long right = portraits.stream().filter(seen -> seen.male() > 0.5 != seen.isOfWoman()).count();
    assertTrue(right >= 79, "gender right in " + right + " of 82");
    long women = portraits.stream().filter(Seen::isOfWoman).count();
    assertEquals(56, women);

    double error =
        portraits.stream()
            .filter(seen -> BORN.containsKey(seen.person()))
            .mapToDouble(seen -> Math.abs(seen.age() - (seen.year() - BORN.get(seen.person()))))
            .average()
            .orElseThrow();
    assertTrue(error < 11.8, "mean error of " + error + " years");

    double aged = 0;
    int older = 0;
    for (int i = 0; i < portraits.size(); i += 2) {
      double years = portraits.get(i + 1).age() - portraits.get(i).age();
      aged += years / (portraits.size() / 2.0);
      older += years > 0 ? 1 : 0;
    }
    assertTrue(aged > 3 && aged < 9, "nine years on they look older by " + aged);
    assertTrue(older >= 31, "older are " + older + " of 41");
  }

  @Test
  void agesHaveTheirGroups() {
    assertEquals(AgeGroup.CHILD, AgeGroup.of(0));
    assertEquals(AgeGroup.CHILD, AgeGroup.of(12.9));
    assertEquals(AgeGroup.JUVENILE, AgeGroup.of(13));
    assertEquals(AgeGroup.YOUTH, AgeGroup.of(18));
    assertEquals(AgeGroup.MIDDLE_AGED, AgeGroup.of(41));
    assertEquals(AgeGroup.AGED, AgeGroup.of(66));
    assertEquals("middle-aged", AgeGroup.MIDDLE_AGED.text());
  }
}

package org.facesearch.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A client sees no class of ours; the lower bounds see those that make their tensors. */
class RoomsOfBenchmarksTest {

  private static final String RAW = "org.facesearch.benchmarks.raw..";

  private final JavaClasses benchmarks =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.facesearch.benchmarks");

  @Test
  void onlyLowerBoundsSeeModels() {
    noClasses()
        .that()
        .resideOutsideOfPackage(RAW)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.facesearch.models..", "ai.onnxruntime..", "ai.djl..")
        .check(benchmarks);
  }

  @Test
  void lowerBoundsSpeakToNoNode() {
    classes()
        .that()
        .resideInAPackage(RAW)
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("org.facesearch.benchmarks", "java.net.http..")
        .check(benchmarks);
  }
}

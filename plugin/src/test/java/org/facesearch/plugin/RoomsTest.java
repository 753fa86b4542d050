package org.facesearch.plugin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The rooms of the house and who may see whom, as CONTRIBUTING.md describes them. */
class RoomsTest {

  private final JavaClasses house =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("test-classes"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.facesearch");

  private void check(ArchRule rule) {
    rule.check(house);
  }

  @Test
  void modelsKnowNothingOfTheServer() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.facesearch.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.opensearch..",
                "org.apache.lucene..",
                "org.facesearch.ingest..",
                "org.facesearch.rest..",
                "org.facesearch.plugin.."));
  }

  @Test
  void processorsSeeUseCasesAlone() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.facesearch.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.facesearch.plugin..",
                "org.facesearch.rest..",
                "org.facesearch.models.align..",
                "org.facesearch.models.bundle..",
                "org.facesearch.models.detect..",
                "org.facesearch.models.embed..",
                "org.facesearch.models.onnx..",
                "org.facesearch.models.score..",
                "org.apache.lucene..",
                "org.opensearch.action..",
                "org.opensearch.cluster.."));
  }

  @Test
  void onlyOnePackageSeesTheInferenceEngine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.facesearch.models.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "ai.onnxruntime.."));
  }

  @Test
  void handlersKnowNoIndicesAndNoVectors() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.facesearch.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.facesearch.plugin..",
                "org.facesearch.ingest..",
                "org.facesearch.models.embed..",
                "org.facesearch.models.detect..",
                "org.facesearch.models.onnx..",
                "org.apache.lucene..",
                "org.opensearch.action.search..",
                "org.opensearch.action.index..",
                "org.opensearch.cluster.."));
  }

  @Test
  void picturesAreDecodedInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.facesearch.models.image..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.imageio..", "java.awt..", "com.twelvemonkeys.."));
  }

  @Test
  void packagesOfARoomDoNotDependOnEachOtherInCircles() {
    check(slices().matching("org.facesearch.models.(*)..").should().beFreeOfCycles());
    check(slices().matching("org.facesearch.rest.(*)..").should().beFreeOfCycles());
    check(slices().matching("org.facesearch.plugin.(*)..").should().beFreeOfCycles());
  }

  @Test
  void useCasesNeedNoServerAndNoNetwork() {
    check(
        classes()
            .that(resideInAPackage("org.facesearch.models.gallery.."))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "org.facesearch.models",
                "org.facesearch.models.gallery..",
                "org.facesearch.models.quality..",
                "org.facesearch.models.detect.."));
  }

  @Test
  void noStateIsStatic() {
    check(fields().that().areStatic().should().beFinal());
  }
}

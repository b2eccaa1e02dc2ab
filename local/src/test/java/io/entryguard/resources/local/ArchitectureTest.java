package io.entryguard.resources.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which way the code may look, over all modules at once. */
final class ArchitectureTest {
  private static final String ROOT = "io.entryguard.resources";
  private static final String[] DOMAIN = {
    ROOT + ".failure",
    ROOT + ".text",
    ROOT + ".account",
    ROOT + ".resource",
    ROOT + ".access",
    ROOT + ".announcement"
  };

  /**
   * Where things are wired: the only places that may ask the machine for time, chance or its
   * environment.
   */
  private static final String[] WIRING = {
    ROOT + ".lambda", ROOT + ".function..", ROOT + ".local.."
  };

  private static JavaClasses all;
  private static JavaClasses core;

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> functions;
    try (Stream<Path> folders = Files.list(Path.of("../functions"))) {
      functions =
          folders.map(folder -> folder.resolve("target/classes")).filter(Files::exists).toList();
    }
    assertThat(functions).as("functions that are built").hasSizeGreaterThanOrEqualTo(6);
    List<Path> paths = new ArrayList<>(functions);
    paths.add(Path.of("../shared/target/classes"));
    core = new ClassFileImporter().importPaths(paths);
    paths.add(Path.of("target/classes"));
    all = new ClassFileImporter().importPaths(paths);
  }

  @Test
  void theDomainLooksAtNothingButJava() {
    classes()
        .that()
        .resideInAnyPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(DOMAIN)
                .or(resideInAnyPackage("java..", "jakarta.inject..", "org.jspecify..", "dagger.."))
                // Java's own as well.
                .or(resideInAnyPackage("javax.crypto.."))
                // Dagger's factories, generated beside the classes that they make.
                .or(resideInAnyPackage("javax.annotation.processing..")))
        .check(core);
  }

  @Test
  void accountsKnowNothingOfWhatUsesThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".account")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".resource", ROOT + ".access")
        .check(core);
  }

  @Test
  void adaptersDoNotLookAtEachOther() {
    List<String> adapters =
        List.of(".http", ".event", ".stream", ".dynamodb", ".eventbridge", ".jwt");
    for (String adapter : adapters) {
      List<String> others = new ArrayList<>(adapters);
      others.remove(adapter);
      if (adapter.equals(".stream")) {
        // It is the table's: only the package of its items knows what a record is about.
        others.remove(".dynamodb");
      }
      others.addAll(List.of(".lambda", ".function.."));
      doesNotLookAt(adapter, others.toArray(String[]::new));
      doesNotLookAt(".json", adapter);
      doesNotLookAt(".log", adapter);
    }
    doesNotLookAt(".json", ".lambda", ".log", ".function..");
    doesNotLookAt(".log", ".lambda", ".function..");
    doesNotLookAt(".lambda", ".function..", ".local..");
  }

  private static void doesNotLookAt(String from, String... to) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Stream.of(to).map(name -> ROOT + name).toArray(String[]::new))
        .check(core);
  }

  @Test
  void functionsDoNotLookAtEachOther() {
    slices().matching(ROOT + ".function.(*)..").should().notDependOnEachOther().check(core);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(core);
    slices().matching(ROOT + ".local.(*)..").should().beFreeOfCycles().check(all);
  }

  @Test
  void onlyTheStoresTheBusTheKeyringAndTheWiringKnowTheSdk() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    ROOT + ".dynamodb",
                    ROOT + ".eventbridge",
                    ROOT + ".jwt",
                    ROOT + ".lambda",
                    ROOT + ".function..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(core);
  }

  @Test
  void onlyTheHttpPackageWritesAStatusCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http")
        .should()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                    "(set|with)StatusCode")))
        .check(core);
  }

  @Test
  void timeChanceAndTheEnvironmentComeInThroughConstructors() {
    noClasses()
        .that(not(resideInAnyPackage(WIRING)))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(SecureRandom.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(all);
  }

  @Test
  void onlyAHandlersConstructorReadsTheProcessEnvironment() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Handler")
        .should()
        .callMethod(System.class, "getenv")
        .check(core);
  }

  @Test
  void classesAreFinal() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .doNotHaveModifier(ABSTRACT)
        .and()
        .areNotAnnotatedWith("dagger.internal.DaggerGenerated")
        .and()
        .areTopLevelClasses()
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .check(all);
  }
}

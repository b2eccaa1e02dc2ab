package io.entryguard.resources.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.entryguard.resources.testing.Repository;
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

/** Architecture rules that the compiler does not enforce. The modules' dependencies do the rest. */
final class ArchitectureTest {
  private static final String ROOT = "io.entryguard.resources";

  /** The only classes that may read the system's clock, randomness or environment. */
  private static final String[] WIRING = {
    ROOT + ".client",
    ROOT + ".configuration",
    ROOT + ".log",
    ROOT + ".function..",
    ROOT + ".local.."
  };

  private static JavaClasses all;
  private static JavaClasses deployed;

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String folder : List.of("shared", "functions")) {
      try (Stream<Path> modules = Files.list(Repository.path(folder))) {
        modules
            .map(module -> module.resolve("target/classes"))
            .filter(Files::exists)
            .forEach(paths::add);
      }
    }
    assertThat(paths).as("modules that are built").hasSizeGreaterThanOrEqualTo(9);
    deployed = new ClassFileImporter().importPaths(paths);
    paths.add(Repository.path("local/target/classes"));
    all = new ClassFileImporter().importPaths(paths);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(deployed);
    slices().matching(ROOT + ".function.(*)..").should().notDependOnEachOther().check(deployed);
    slices().matching(ROOT + ".local.(*)..").should().beFreeOfCycles().check(all);
  }

  @Test
  void onlyTheHttpPackageWritesAStatusCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http")
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(HasName.Predicates.nameMatching("(set|with)StatusCode")))
        .check(deployed);
  }

  @Test
  void timeRandomnessAndEnvironmentAreInjected() {
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
        .and()
        .resideOutsideOfPackage(ROOT + ".log")
        .should()
        .callMethod(System.class, "getenv")
        .check(deployed);
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
        .haveModifier(FINAL)
        .check(all);
  }
}

package io.entryguard.resources.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.entryguard.resources.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
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
  private static final DescribedPredicate<JavaClass> WIRING =
      resideInAnyPackage(
              ROOT + ".client", ROOT + ".configuration", ROOT + ".log", ROOT + ".snapstart")
          .or(nameMatching(".*\\.function\\..*(Handler|AuthorizerPriming)"))
          .or(
              nameMatching(
                  ".*\\.local\\.(Main|LocalApi|function\\.LocalContext|stream\\.TableStream)"));

  private static JavaClasses all;
  private static JavaClasses deployed;

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String folder : List.of("shared", "functions")) {
      try (Stream<Path> modules = Files.list(Repository.path(folder))) {
        modules
            .filter(module -> Files.exists(module.resolve("src/main/java")))
            .map(module -> module.resolve("target/classes"))
            .forEach(paths::add);
      }
    }
    assertThat(paths).isNotEmpty().allMatch(Files::exists, "is built");
    deployed = new ClassFileImporter().importPaths(paths);
    paths.add(Repository.path("local/target/classes"));
    all = new ClassFileImporter().importPaths(paths);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(deployed);
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(all);
    slices().matching(ROOT + ".function.(*)..").should().notDependOnEachOther().check(deployed);
  }

  @Test
  void onlyTheHttpPackageWritesAStatusCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http")
        .should()
        .callMethodWhere(JavaCall.Predicates.target(nameMatching("(set|with)StatusCode")))
        .check(deployed);
  }

  @Test
  void timeRandomnessAndEnvironmentAreInjected() {
    noClasses()
        .that(not(WIRING))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(InstantSource.class, "system")
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

package io.entryguard.resources.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long an answer takes does not tell how much of a secret was right. */
final class ConstantTimeTest {
  /** Compares a secret of the keyring with public ones, when it is read: no caller is there. */
  private static final String COMPARES_WITH_PUBLIC_SECRETS =
      "io.entryguard.resources.jwt.HmacSecret";

  private static JavaClasses ours;
  private static JavaClasses library;

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> paths = new ArrayList<>(List.of(Path.of("../shared/target/classes")));
    try (Stream<Path> folders = Files.list(Path.of("../functions"))) {
      folders
          .map(folder -> folder.resolve("target/classes"))
          .filter(Files::exists)
          .forEach(paths::add);
    }
    assertThat(paths).as("what is built").hasSizeGreaterThanOrEqualTo(7);
    ours = new ClassFileImporter().importPaths(paths);
    library = new ClassFileImporter().importPackages("com.auth0.jwt.algorithms");
  }

  @Test
  void onlyTheLibraryChecksSignatures() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Mac.class, Signature.class)
        .check(ours);
  }

  @Test
  void theLibraryComparesSignaturesInConstantTime() {
    classes()
        .that()
        .haveSimpleName("CryptoHelper")
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(library);
    noClasses()
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .check(library);
  }

  @Test
  void nothingOfOursComparesBytesThatACallerSends() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(COMPARES_WITH_PUBLIC_SECRETS)
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .check(ours);
  }
}

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

/** Secrets are compared in constant time, so that response times reveal nothing about them. */
final class ConstantTimeTest {
  /** Compares the keyring's secrets with publicly known ones when the keyring is read. */
  private static final String COMPARES_WITH_PUBLIC_SECRETS =
      "io.entryguard.resources.function.authorizer.keyring.HmacSecret";

  private static final String CHECKS_CURSORS = "io.entryguard.resources.list.CursorSigningKey";

  /** java-jwt's class that verifies the signatures of tokens. */
  private static final String CHECKS_TOKENS = "com.auth0.jwt.algorithms.CryptoHelper";

  private static JavaClasses ours;
  private static JavaClasses javaJwt;

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Path parent : List.of(Path.of("../shared"), Path.of("../functions"))) {
      try (Stream<Path> folders = Files.list(parent)) {
        folders
            .map(folder -> folder.resolve("target/classes"))
            .filter(Files::exists)
            .forEach(paths::add);
      }
    }
    assertThat(paths).as("what is built").hasSizeGreaterThanOrEqualTo(9);
    ours = new ClassFileImporter().importPaths(paths);
    javaJwt = new ClassFileImporter().importPackages("com.auth0.jwt");
  }

  @Test
  void onlyCursorsAreVerifiedByOurOwnCode() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(CHECKS_CURSORS)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Mac.class, Signature.class)
        .check(ours);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(CHECKS_TOKENS)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Mac.class, Signature.class)
        .check(javaJwt);
  }

  @Test
  void signaturesAreComparedInConstantTime() {
    comparesInConstantTime(CHECKS_CURSORS, ours);
    comparesInConstantTime(CHECKS_TOKENS, javaJwt);
  }

  @Test
  void noOtherCodeComparesBytes() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(COMPARES_WITH_PUBLIC_SECRETS)
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .check(ours);
    noClasses()
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .check(javaJwt);
  }

  private static void comparesInConstantTime(String name, JavaClasses classes) {
    classes()
        .that()
        .haveFullyQualifiedName(name)
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(classes);
  }
}

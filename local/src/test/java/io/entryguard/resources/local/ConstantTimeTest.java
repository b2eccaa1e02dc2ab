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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long an answer takes does not tell how much of a secret was right. */
final class ConstantTimeTest {
  /** Compares a secret of the keyring with public ones, when it is read: no caller is there. */
  private static final String COMPARES_WITH_PUBLIC_SECRETS =
      "io.entryguard.resources.function.authorizer.token.HmacSecret";

  private static final String CHECKS_SIGNATURES =
      "io.entryguard.resources.function.authorizer.token.SignatureCheck";

  private static final String CHECKS_CURSORS = "io.entryguard.resources.list.CursorSigningKey";

  /** Signs a made-up token for a made-up keyring, before there is a caller. */
  private static final String SIGNS_FOR_ITSELF =
      "io.entryguard.resources.function.authorizer.AuthorizerPriming";

  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> paths =
        new ArrayList<>(
            List.of(
                Path.of("../shared/core/target/classes"),
                Path.of("../shared/api/target/classes"),
                Path.of("../shared/aws/target/classes")));
    try (Stream<Path> folders = Files.list(Path.of("../functions"))) {
      folders
          .map(folder -> folder.resolve("target/classes"))
          .filter(Files::exists)
          .forEach(paths::add);
    }
    assertThat(paths).as("what is built").hasSizeGreaterThanOrEqualTo(7);
    ours = new ClassFileImporter().importPaths(paths);
  }

  @Test
  void signaturesOfTokensAndOfCursorsAreCheckedInOnePlaceEach() {
    noClasses()
        .that()
        .haveNameNotMatching(Pattern.quote(CHECKS_SIGNATURES) + "(\\$.*)?")
        .and()
        .doNotHaveFullyQualifiedName(SIGNS_FOR_ITSELF)
        .and()
        .doNotHaveFullyQualifiedName(CHECKS_CURSORS)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Mac.class, Signature.class)
        .check(ours);
  }

  @Test
  void whichCompareThemInConstantTime() {
    classes()
        .that()
        .haveFullyQualifiedName(CHECKS_SIGNATURES + "$Hmac")
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(ours);
    classes()
        .that()
        .haveFullyQualifiedName(CHECKS_CURSORS)
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(ours);
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

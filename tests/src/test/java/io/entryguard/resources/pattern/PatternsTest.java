package io.entryguard.resources.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PatternsTest {
  @Test
  void matchInLinearTime() {
    Map<String, Pattern> patterns = Patterns.all();

    assertThat(patterns)
        .containsKeys(
            "io.entryguard.resources.function.authorizer.credential.CredentialSyntax.BEARER",
            "io.entryguard.resources.http.EntityTagConditions.TAG",
            "io.entryguard.resources.http.RequestChecks.JSON",
            "io.entryguard.resources.function.verifyresource.WaitPreference.WAIT",
            "io.entryguard.resources.function.provision.JsonObjectReader.TIME",
            "io.entryguard.resources.function.authorizer.ApiStage.METHOD",
            "io.entryguard.resources.text.Uuids.CANONICAL");
    patterns.values().forEach(Patterns::assertLinear);
  }

  @Test
  void areReportedIfTheyBacktrack() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Patterns.assertLinear(Pattern.compile("\\s*\\s*\\s*;")));
  }
}

package io.entryguard.resources.local.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReleaseVersionTest {
  /** A heading of Keep a Changelog, with the date. */
  private static final Pattern HEADING =
      Pattern.compile("(?m)^## \\[(\\d+\\.\\d+\\.\\d+)] - \\d{4}-\\d\\d-\\d\\d$");

  private static final Pattern CONTRACT =
      Pattern.compile("(?m)^info:\n(?:  .*\n)*?  version: (.+)$");

  @Test
  void equalsTheContractsVersion() throws IOException {
    assertThat(ReleaseVersion.first(CONTRACT, "openapi.yaml")).isEqualTo(ReleaseVersion.read());
  }

  @Test
  void equalsTheChangelogsNewestVersion() throws IOException {
    assertThat(ReleaseVersion.first(HEADING, "CHANGELOG.md")).isEqualTo(ReleaseVersion.read());
  }
}

package io.entryguard.resources.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UuidsTest {
  private static final String LOWER_CASE = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOWER_CASE,
        "7C9E6679-7425-40DE-944B-E07FC1F90AE7",
        "7c9E6679-7425-40De-944b-E07fc1f90aE7"
      })
  void readsEitherCase(String text) {
    assertThat(Uuids.parse(text)).contains(UUID.fromString(LOWER_CASE));
  }

  @Test
  void writesLowerCase() {
    String text = "7C9E6679-7425-40DE-944B-E07FC1F90AE7";

    assertThat(CredentialId.parse(text).orElseThrow()).hasToString(LOWER_CASE);
    assertThat(OrganizationId.parse(text).orElseThrow()).hasToString(LOWER_CASE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "661f9511-f3ac-52e5-b827-557766551111"
      })
  void readsEveryVersion(String text) {
    assertThat(Uuids.parse(text)).map(UUID::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1-1-1-1-1",
        "7c9e6679742540de944be07fc1f90ae7",
        "{7c9e6679-7425-40de-944b-e07fc1f90ae7}",
        "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7",
        " 7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7 ",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7\n",
        "7c9e6679-7425-40de-944b-e07fc1f90ae",
        "7c9e6679-7425-40de-944b-e07fc1f90ae71",
        "7c9e66797-425-40de-944b-e07fc1f90ae7",
        "7c9e6679-7425-40de-944b-e07fc1f90ag7",
        "7c9e6679-7425-40de-944b#e07fc1f90ae7",
        "7c9e6679-7425-40de-944b/e07fc1f90ae7",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7#ORG",
        "７c9e6679-7425-40de-944b-e07fc1f90ae7",
        "+c9e6679-7425-40de-944b-e07fc1f90ae7"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThat(Uuids.parse(text)).isEmpty();
  }
}

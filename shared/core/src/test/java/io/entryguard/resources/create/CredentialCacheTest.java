package io.entryguard.resources.create;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.testing.Samples;
import org.junit.jupiter.api.Test;

final class CredentialCacheTest {
  private final CredentialCache known = new CredentialCache();
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);

  @Test
  void knowsACredentialForItsOrganizationAlone() {
    known.remember(credential);

    assertThat(known.find(organization, credential.id())).contains(credential);
    assertThat(known.find(Samples.organizationId(), credential.id())).isEmpty();
  }

  @Test
  void forgetsWhatItIsToldToForget() {
    known.remember(credential);

    known.forget(credential);

    assertThat(known.find(organization, credential.id())).isEmpty();
  }

  @Test
  void keepsAThousandAndForgetsTheOneThatWasNotUsedForLongest() {
    Credential other = Samples.credential(organization, Provider.GCP);
    known.remember(credential);
    known.remember(other);
    for (int i = 0; i < 998; i++) {
      known.remember(Samples.credential(organization, Provider.AWS));
    }
    assertThat(known.find(organization, credential.id())).isPresent();

    known.remember(Samples.credential(organization, Provider.AWS));

    assertThat(known.find(organization, credential.id())).isPresent();
    assertThat(known.find(organization, other.id())).isEmpty();
  }
}

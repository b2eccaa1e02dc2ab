package io.entryguard.resources.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ResourceSpecTest {
  @Test
  void needsARegionOnAws() {
    assertThatIllegalArgumentException().isThrownBy(() -> withoutRegion(Provider.AWS));
  }

  @ParameterizedTest
  @EnumSource(names = "AWS", mode = EnumSource.Mode.EXCLUDE)
  void needsNoRegionElsewhere(Provider provider) {
    assertThat(withoutRegion(provider).region()).isEmpty();
  }

  private static ResourceSpec withoutRegion(Provider provider) {
    return new ResourceSpec(
        new ResourceName("Gateway"),
        new CredentialId(new UUID(1, 2)),
        provider,
        new ResourceType("GATEWAY"),
        new ResourceIdentifier("gw-1"),
        Optional.empty(),
        Optional.empty());
  }
}

package io.entryguard.resources.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ResourceTest {
  private static final ResourceId ID = new ResourceId(new UUID(1, 2));
  private static final ResourceSpec SPEC =
      new ResourceSpec(
          new ResourceName("Gateway"),
          new CredentialId(new UUID(3, 4)),
          Provider.APISIX,
          new ResourceType("GATEWAY"),
          new ResourceIdentifier("gw-1"),
          Optional.empty(),
          Optional.empty());
  private static final Instant WITH_FRACTION = Instant.parse("2026-02-18T11:00:00.999999999Z");
  private static final Instant TO_THE_SECOND = Instant.parse("2026-02-18T11:00:00Z");

  @Test
  void beginsInactiveAndUnverified() {
    Resource resource = Resource.create(ID, SPEC, TO_THE_SECOND);

    assertThat(resource)
        .isEqualTo(new Resource(ID, SPEC, false, Optional.empty(), TO_THE_SECOND, TO_THE_SECOND));
  }

  @Test
  void keepsTimesToTheSecondAndNeverRoundsUp() {
    var resource =
        new Resource(ID, SPEC, true, Optional.of(WITH_FRACTION), WITH_FRACTION, WITH_FRACTION);

    assertThat(resource.lastVerifiedAt()).contains(TO_THE_SECOND);
    assertThat(resource.createdAt()).isEqualTo(TO_THE_SECOND);
    assertThat(resource.updatedAt()).isEqualTo(TO_THE_SECOND);
  }
}

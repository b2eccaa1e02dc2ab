package io.entryguard.resources.get;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.testing.Lifecycle;
import io.entryguard.resources.testing.Samples;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class GetResourceTest {
  private final Lifecycle life = new Lifecycle();

  private GetOutcome get(OrganizationId organization, ResourceId id) {
    return new GetResource(life.store, life.representation).get(organization, id, ENOUGH_TIME);
  }

  @Test
  void showsAResourceByTheNameThatItsCredentialHasNow() {
    life.rename("Renamed");

    assertThat(get(life.organization, life.id))
        .isEqualTo(
            new GetOutcome.Found(
                Samples.representation(new NamedResource(life.resource, "Renamed"))));
  }

  @Test
  void refusesWhatIsNotThere() {
    var id = new ResourceId(UUID.fromString("019c7068-2780-7b1e-9c55-0d4b7f1f6a10"));

    assertThat(get(life.organization, id))
        .isEqualTo(new GetOutcome.Refused(Refusal.resourceNotFound(id)));
    assertThat(Refusal.resourceNotFound(id).message())
        .isEqualTo("Resource with ID 019c7068-2780-7b1e-9c55-0d4b7f1f6a10 not found");
  }

  @Test
  void refusesAnotherOrganizationsAsWhatIsNotThere() {
    OrganizationId other = Samples.organizationId();
    life.store.save(Samples.organization(other, Tier.FREE));

    assertThat(get(other, life.id))
        .isEqualTo(new GetOutcome.Refused(Refusal.resourceNotFound(life.id)));
  }

  @Test
  void refusesAnInactiveOrganizationBeforeAnythingElse() {
    life.suspend();
    var refused = new GetOutcome.Refused(Refusal.ORGANIZATION_INACTIVE);

    assertThat(get(life.organization, life.id)).isEqualTo(refused);
    assertThat(get(life.organization, new ResourceId(UUID.randomUUID()))).isEqualTo(refused);
    assertThat(get(Samples.organizationId(), life.id)).isEqualTo(refused);
  }
}

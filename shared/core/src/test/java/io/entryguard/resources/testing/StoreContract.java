package io.entryguard.resources.testing;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The base of the stores' contracts: an organization with a credential on the stores under test.
 */
public abstract class StoreContract {
  protected final ResourceStore store;
  protected final ResourceCatalog catalog;
  protected final ResourceReader reader;
  protected final ResourceChanges changes;
  protected final IdempotencyStore records;
  protected final OrganizationStore accounts;

  protected final OrganizationId organization = Samples.organizationId();
  protected final Credential credential = Samples.credential(organization, Provider.AWS);

  public StoreContract(ResourceStores stores) {
    this.store = stores.store();
    this.catalog = stores.catalog();
    this.reader = stores.reader();
    this.changes = stores.changes();
    this.records = stores.records();
    this.accounts = stores.accounts();
  }

  protected void given(Tier tier) {
    accounts.save(Samples.organization(organization, tier));
    accounts.save(credential);
  }

  protected void remove(ResourceId resource) {
    var removal = new Removal(organization, resource, OptionalLong.empty(), false);
    assertThat(changes.remove(removal, ENOUGH_TIME)).isEqualTo(RemoveOutcome.REMOVED);
  }

  protected AddOutcome add(Resource resource) {
    return add(resource, context());
  }

  protected AddOutcome add(Resource resource, CreationContext context) {
    return store.add(Samples.creation(organization, resource), context, ENOUGH_TIME);
  }

  protected CreationContext context() {
    return store.contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);
  }

  protected int count() {
    return StoredPartition.read(catalog, organization, ENOUGH_TIME)
        .organization()
        .orElseThrow()
        .resourceCount();
  }

  protected List<Resource> resources() {
    return StoredPartition.read(catalog, organization, ENOUGH_TIME).resources().stream()
        .map(NamedResource::resource)
        .toList();
  }

  protected static Credential renamed(Credential credential) {
    return new Credential(
        credential.organization(), credential.id(), "Renamed", credential.provider(), false, 2);
  }

  protected static Credential deleted(Credential credential) {
    return new Credential(
        credential.organization(),
        new CredentialId(credential.id().value()),
        credential.name(),
        credential.provider(),
        true,
        2);
  }
}

package io.entryguard.resources.testing;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import java.util.Optional;
import java.util.OptionalInt;

/** An organization with one resource in memory, for tests of what becomes of the resource. */
public final class Lifecycle {
  public final InMemoryResourceStore store = new InMemoryResourceStore();
  public final OrganizationId organization = Samples.organizationId();
  public final Credential credential = Samples.credential(organization, Provider.AWS);
  public final Resource resource = Samples.resource(Samples.spec(credential));
  public final ResourceId id = resource.id();
  public final CurrentRepresentation representation =
      new CurrentRepresentation(store, Samples::representation);

  public Lifecycle() {
    store.save(Samples.organization(organization, Tier.PAID));
    store.save(credential);
    CreationContext context =
        store.contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);
    store.add(Samples.creation(organization, resource), context, ENOUGH_TIME);
  }

  public void suspend() {
    store.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));
  }

  public void rename(String name) {
    store.save(
        new Credential(organization, credential.id(), name, credential.provider(), false, 2));
  }

  public void verify(boolean succeeded, int secondsLater, long version) {
    new ApplyReport(store, store)
        .apply(
            organization,
            id,
            new Verification(succeeded, Samples.NOW.plusSeconds(secondsLater), version),
            ENOUGH_TIME);
  }

  public void use(int sessions, long version) {
    new ApplyReport(store, store)
        .apply(organization, id, new ActiveSessions(sessions, version), ENOUGH_TIME);
  }

  public StoredResource stored() {
    return store.find(organization, id, ENOUGH_TIME).orElseThrow();
  }

  public boolean isThere() {
    return store.find(organization, id, ENOUGH_TIME).isPresent();
  }

  public int count() {
    Organization known =
        store.read(organization, id, Optional.empty(), ENOUGH_TIME).organization().orElseThrow();
    return known.resourceCount();
  }

  /** How callers are shown the resource, under the first name of its credential. */
  public String shown() {
    return Samples.representation(new NamedResource(stored().resource(), credential.name()));
  }
}

package io.entryguard.resources.resource;

import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the table does, in memory; the contract tests hold both to the same behaviour. */
public final class InMemoryResourceStore implements ResourceStore, ResourceCatalog, AccountStore {
  private final Map<OrganizationId, Organization> organizations = new HashMap<>();
  private final Map<CredentialKey, Credential> credentials = new HashMap<>();
  private final Map<OrganizationId, List<Resource>> resources = new HashMap<>();
  private final Map<RecordId, IdempotencyRecord> records = new HashMap<>();

  @Override
  public synchronized CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      TimeLeft timeLeft) {
    return new CreationContext(
        Optional.ofNullable(organizations.get(organization)),
        Optional.ofNullable(credentials.get(new CredentialKey(organization, credential))),
        key.map(value -> records.get(new RecordId(organization, value))));
  }

  @Override
  public synchronized AddOutcome add(Creation creation, CreationContext before, TimeLeft timeLeft) {
    OrganizationId organization = creation.organization();
    Resource resource = creation.resource();
    Optional<IdempotencyKey> key = creation.record().map(record -> record.request().key());
    CreationContext now = contextOf(organization, resource.spec().credentialId(), key, timeLeft);
    boolean mayAdd =
        now.organization().filter(known -> isOpen(known, creation.limits())).isPresent()
            && now.credential()
                .filter(known -> known.provider() == resource.spec().provider())
                .isPresent()
            && now.previous().filter(record -> record.isAliveAt(resource.createdAt())).isEmpty();
    if (!mayAdd) {
      return new AddOutcome.Refused(now);
    }
    organizations.computeIfPresent(organization, (_, known) -> counted(known));
    resources.computeIfAbsent(organization, _ -> new ArrayList<>()).add(resource);
    creation
        .record()
        .ifPresent(
            record -> records.put(new RecordId(organization, record.request().key()), record));
    return new AddOutcome.Added();
  }

  private record CredentialKey(OrganizationId organization, CredentialId id) {}

  private record RecordId(OrganizationId organization, IdempotencyKey key) {}

  private static boolean isOpen(Organization organization, ResourceLimits limits) {
    OptionalInt limit = organization.limit(limits.free());
    return organization.isActive()
        && (limit.isEmpty() || organization.resourceCount() < limit.getAsInt());
  }

  private static Organization counted(Organization organization) {
    return withCount(organization, organization.resourceCount() + 1);
  }

  private static Organization withCount(Organization organization, int count) {
    return new Organization(
        organization.id(),
        organization.name(),
        organization.tier(),
        organization.status(),
        organization.maxResources(),
        count,
        organization.version());
  }

  @Override
  public synchronized Holdings holdingsOf(OrganizationId organization, TimeLeft timeLeft) {
    return new Holdings(
        Optional.ofNullable(organizations.get(organization)),
        resources.getOrDefault(organization, List.of()).stream()
            .sorted((a, b) -> a.id().toString().compareTo(b.id().toString()))
            .map(resource -> new NamedResource(resource, credentialName(organization, resource)))
            .toList());
  }

  private String credentialName(OrganizationId organization, Resource resource) {
    return Optional.ofNullable(
            credentials.get(new CredentialKey(organization, resource.spec().credentialId())))
        .map(Credential::name)
        .orElse("");
  }

  @Override
  public synchronized boolean save(Organization organization) {
    Organization known = organizations.get(organization.id());
    if (known != null && known.version() >= organization.version()) {
      return false;
    }
    int count = known == null ? 0 : known.resourceCount();
    organizations.put(organization.id(), withCount(organization, count));
    return true;
  }

  @Override
  public synchronized boolean save(Credential credential) {
    var key = new CredentialKey(credential.organization(), credential.id());
    Credential known = credentials.get(key);
    if (known != null && known.version() >= credential.version()) {
      return false;
    }
    credentials.put(key, credential);
    return true;
  }
}

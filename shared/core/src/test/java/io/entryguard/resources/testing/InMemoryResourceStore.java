package io.entryguard.resources.testing;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceContext;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.list.CursorSigningKey;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.list.ResourceSink;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.store.Deadline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An in-memory store with the behaviour of the table, verified by the same contract tests. */
public final class InMemoryResourceStore
    implements ResourceStore,
        ResourceCatalog,
        ResourceReader,
        ResourceChanges,
        IdempotencyStore,
        OrganizationStore {
  private final Map<OrganizationId, Organization> organizations = new HashMap<>();
  private final Map<OrganizationId, CursorSigningKey> pageKeys = new HashMap<>();
  private final Random random = new Random(1);
  private final Map<CredentialKey, Credential> credentials = new HashMap<>();
  private final Map<ResourceKey, StoredResource> resources = new HashMap<>();
  private final Map<RecordId, IdempotencyRecord> records = new HashMap<>();

  @Override
  public synchronized CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      Deadline deadline) {
    return new CreationContext(
        Optional.ofNullable(organizations.get(organization)),
        Optional.ofNullable(credentials.get(new CredentialKey(organization, credential))),
        key.map(value -> records.get(new RecordId(organization, value))));
  }

  @Override
  public synchronized AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
    OrganizationId organization = creation.organization();
    Resource resource = creation.resource();
    Optional<IdempotencyKey> key = creation.record().map(record -> record.request().key());
    CreationContext now = contextOf(organization, resource.spec().credentialId(), key, deadline);
    boolean mayAdd =
        now.organization().filter(known -> isOpen(known, creation.limits())).isPresent()
            && now.credential()
                .filter(known -> known.provider() == resource.spec().provider())
                .filter(known -> isCalled(known, before.credential()))
                .isPresent()
            && now.previous().filter(record -> record.isAliveAt(resource.createdAt())).isEmpty();
    if (!mayAdd) {
      return new AddOutcome.Refused(now);
    }
    organizations.computeIfPresent(organization, (_, known) -> counted(known));
    resources.put(new ResourceKey(organization, resource.id()), StoredResource.created(resource));
    creation
        .record()
        .ifPresent(
            record -> records.put(new RecordId(organization, record.request().key()), record));
    return new AddOutcome.Added();
  }

  private record CredentialKey(OrganizationId organization, CredentialId id) {}

  private record ResourceKey(OrganizationId organization, ResourceId id) {}

  private record RecordId(OrganizationId organization, IdempotencyKey key) {}

  private static boolean isCalled(Credential known, Optional<Credential> before) {
    return before.isEmpty() || before.get().name().equals(known.name());
  }

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
        organization.deleted(),
        organization.version());
  }

  @Override
  public synchronized Optional<Organization> read(
      OrganizationId organization, Deadline deadline, ResourceSink listed) {
    Optional<Organization> known = known(organization);
    if (known.filter(Organization::isActive).isPresent()) {
      boolean _ = resourcesOf(organization).allMatch(listed::add);
    }
    return known;
  }

  @Override
  public synchronized PartitionPage readPage(PageRequest request, Deadline deadline) {
    String after = request.cursor().map(cursor -> cursor.after().toString()).orElse("");
    List<NamedResource> matching =
        resourcesOf(request.organization())
            .filter(named -> named.resource().id().toString().compareTo(after) > 0)
            .filter(named -> request.filter().matches(named.resource()))
            .toList();
    List<NamedResource> part = matching.stream().limit(request.limit()).toList();
    return new PartitionPage(
        known(request.organization()),
        part,
        matching.size() > part.size()
            ? Optional.of(part.getLast().resource().id())
            : Optional.empty(),
        Optional.ofNullable(pageKeys.get(request.organization())));
  }

  private Optional<Organization> known(OrganizationId organization) {
    return Optional.ofNullable(organizations.get(organization)).filter(known -> !known.deleted());
  }

  private Stream<NamedResource> resourcesOf(OrganizationId organization) {
    return resources.entrySet().stream()
        .filter(entry -> entry.getKey().organization().equals(organization))
        .map(entry -> entry.getValue().resource())
        .sorted((a, b) -> a.id().toString().compareTo(b.id().toString()))
        .map(resource -> new NamedResource(resource, credentialName(organization, resource)));
  }

  private String credentialName(OrganizationId organization, Resource resource) {
    return Optional.ofNullable(
            credentials.get(new CredentialKey(organization, resource.spec().credentialId())))
        .map(Credential::name)
        .orElse("");
  }

  @Override
  public synchronized SaveOutcome save(Organization organization) {
    Organization known = organizations.get(organization.id());
    int count = known == null ? 0 : known.resourceCount();
    Organization wanted = withCount(organization, count);
    if (known != null && known.version() >= organization.version()) {
      return known.version() == organization.version() && !known.equals(wanted)
          ? SaveOutcome.CONTRADICTED
          : SaveOutcome.KNOWN;
    }
    organizations.put(organization.id(), wanted);
    pageKeys.computeIfAbsent(organization.id(), _ -> CursorSigningKey.random(random));
    return SaveOutcome.NEWER;
  }

  @Override
  public synchronized SaveOutcome save(Credential credential) {
    var key = new CredentialKey(credential.organization(), credential.id());
    Credential known = credentials.get(key);
    if (known != null && known.version() >= credential.version()) {
      return known.version() == credential.version() && !known.equals(credential)
          ? SaveOutcome.CONTRADICTED
          : SaveOutcome.KNOWN;
    }
    credentials.put(key, credential);
    return SaveOutcome.NEWER;
  }

  @Override
  public synchronized ResourceContext read(
      OrganizationId organization,
      ResourceId resource,
      Optional<CredentialId> credential,
      Deadline deadline) {
    return new ResourceContext(
        Optional.ofNullable(organizations.get(organization)),
        find(organization, resource, deadline),
        credential.map(id -> credentials.get(new CredentialKey(organization, id))));
  }

  @Override
  public synchronized Optional<StoredResource> find(
      OrganizationId organization, ResourceId resource, Deadline deadline) {
    return Optional.ofNullable(resources.get(new ResourceKey(organization, resource)));
  }

  @Override
  public synchronized Optional<String> credentialName(
      OrganizationId organization, CredentialId credential, Deadline deadline) {
    return Optional.ofNullable(credentials.get(new CredentialKey(organization, credential)))
        .map(Credential::name);
  }

  @Override
  public synchronized boolean replace(
      OrganizationId organization,
      StoredResource before,
      StoredResource after,
      Optional<Credential> credential,
      Deadline deadline) {
    var key = new ResourceKey(organization, before.resource().id());
    StoredResource known = resources.get(key);
    if (known == null
        || known.revision() != before.revision()
        || !credential.map(this::isThere).orElse(true)) {
      return false;
    }
    resources.put(key, after);
    return true;
  }

  private boolean isThere(Credential credential) {
    return Optional.ofNullable(
            credentials.get(new CredentialKey(credential.organization(), credential.id())))
        .filter(known -> !known.deleted())
        .filter(known -> known.provider() == credential.provider())
        .filter(known -> known.name().equals(credential.name()))
        .isPresent();
  }

  @Override
  public synchronized RemoveOutcome remove(Removal removal, Deadline deadline) {
    OrganizationId organization = removal.organization();
    var key = new ResourceKey(organization, removal.resource());
    StoredResource known = resources.get(key);
    if (!removal.isFinal() && known(organization).filter(Organization::isActive).isEmpty()) {
      return RemoveOutcome.ORGANIZATION_INACTIVE;
    }
    if (known == null) {
      return RemoveOutcome.GONE;
    }
    if (removal.revision().isPresent() && removal.revision().getAsLong() != known.revision()) {
      return RemoveOutcome.CHANGED;
    }
    if (!removal.isFinal() && known.sessions().count() > 0) {
      return RemoveOutcome.IN_USE;
    }
    resources.remove(key);
    organizations.computeIfPresent(
        organization, (_, holder) -> withCount(holder, holder.resourceCount() - 1));
    return RemoveOutcome.REMOVED;
  }

  @Override
  public synchronized Optional<IdempotencyRecord> find(
      OrganizationId organization, IdempotencyKey key, Deadline deadline) {
    return Optional.ofNullable(records.get(new RecordId(organization, key)));
  }

  @Override
  public synchronized Optional<IdempotencyRecord> keep(
      OrganizationId organization, IdempotencyRecord record, Instant now, Deadline deadline) {
    var id = new RecordId(organization, record.request().key());
    Optional<IdempotencyRecord> known =
        Optional.ofNullable(records.get(id)).filter(other -> other.isAliveAt(now));
    if (known.isEmpty()) {
      records.put(id, record);
    }
    return known;
  }

  /**
   * Everything that is stored, to be compared with what another store has: how often a resource was
   * written may differ.
   */
  public synchronized Map<String, Object> snapshot() {
    return Map.of(
        "organizations", Map.copyOf(organizations),
        "credentials", Map.copyOf(credentials),
        "resources",
            resources.entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> Samples.atRevision(entry.getValue(), 0))),
        "records", Map.copyOf(records));
  }
}

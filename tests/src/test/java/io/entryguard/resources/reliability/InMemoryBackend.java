package io.entryguard.resources.reliability;

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
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.list.ResourceSink;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The in-memory store with injected faults. It has no retries, so that every fault reaches the use
 * case. It allows far more histories than a database.
 */
final class InMemoryBackend
    implements Backend, ResourceStore, ResourceCatalog, ResourceReader, ResourceChanges {
  private final InMemoryResourceStore store;
  private final ResourceStore resources;
  private final ResourceChanges changes;
  private final FaultPlan faults;
  private final Runnable boundary;
  private final List<Runnable> late = new ArrayList<>();

  InMemoryBackend(FaultPlan faults, Runnable boundary) {
    this(faults, boundary, store -> store, store -> store);
  }

  /**
   * @param resources makes the store under test of the right one
   * @param changes the same of changes
   */
  InMemoryBackend(
      FaultPlan faults,
      Runnable boundary,
      Function<InMemoryResourceStore, ResourceStore> resources,
      Function<InMemoryResourceStore, ResourceChanges> changes) {
    this.store = new InMemoryResourceStore();
    this.resources = resources.apply(store);
    this.changes = changes.apply(store);
    this.faults = faults;
    this.boundary = boundary;
  }

  @Override
  public CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      Deadline deadline) {
    return call(
        "BatchGetItem",
        deadline,
        () -> resources.contextOf(organization, credential, key, deadline));
  }

  @Override
  public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
    return call("TransactWriteItems", deadline, () -> resources.add(creation, before, deadline));
  }

  @Override
  public Optional<Organization> read(
      OrganizationId organization, Deadline deadline, ResourceSink resources) {
    return call("Query", deadline, () -> store.read(organization, deadline, resources));
  }

  @Override
  public PartitionPage readPage(PageRequest request, Deadline deadline) {
    return call("Query", deadline, () -> store.readPage(request, deadline));
  }

  @Override
  public ResourceContext read(
      OrganizationId organization,
      ResourceId resource,
      Optional<CredentialId> credential,
      Deadline deadline) {
    return call(
        "BatchGetItem", deadline, () -> store.read(organization, resource, credential, deadline));
  }

  @Override
  public Optional<StoredResource> find(
      OrganizationId organization, ResourceId resource, Deadline deadline) {
    return call("GetItem", deadline, () -> store.find(organization, resource, deadline));
  }

  /** No credential changes in these runs, so it does not matter when one is read. */
  @Override
  public Optional<String> credentialName(
      OrganizationId organization, CredentialId credential, Deadline deadline) {
    return store.credentialName(organization, credential, deadline);
  }

  @Override
  public boolean replace(
      OrganizationId organization,
      StoredResource before,
      StoredResource after,
      Optional<Credential> credential,
      Deadline deadline) {
    return call(
        "UpdateItem",
        deadline,
        () -> changes.replace(organization, before, after, credential, deadline));
  }

  @Override
  public RemoveOutcome remove(Removal removal, Deadline deadline) {
    return call("TransactWriteItems", deadline, () -> changes.remove(removal, deadline));
  }

  private <T> T call(String operation, Deadline deadline, Supplier<T> call) {
    boundary.run();
    while (!late.isEmpty() && faults.deliversLateCall()) {
      deliverLateCall();
    }
    Optional<Fault> fault = faults.next(operation, deadline.remaining());
    if (fault.isEmpty()) {
      return call.get();
    }
    switch (fault.get()) {
      case LOST_ANSWER -> letHappen(call);
      case LATE_CALL, TIME_OUT -> late.add(() -> letHappen(call));
      case CONFLICT,
          IN_PROGRESS,
          THROTTLED_ITEM,
          LEFT_OUT,
          THROTTLED,
          SERVER_FAULT,
          LOST_CALL,
          OUTAGE -> {
        // The call has no effect.
      }
      case CONFLICT_BESIDE -> throw new IllegalArgumentException("not in memory");
    }
    throw new StoreUnavailableException(fault.get().name());
  }

  private static void letHappen(Supplier<?> call) {
    Object _ = call.get();
  }

  @Override
  public ResourceStore resources() {
    return this;
  }

  @Override
  public ResourceCatalog catalog() {
    return this;
  }

  @Override
  public ResourceReader reader() {
    return this;
  }

  @Override
  public ResourceChanges changes() {
    return this;
  }

  @Override
  public OrganizationStore accounts() {
    return store;
  }

  @Override
  public void settle() {
    while (!late.isEmpty()) {
      deliverLateCall();
    }
    faults.stop();
  }

  private void deliverLateCall() {
    late.remove(faults.choose(late.size())).run();
  }

  @Override
  public void close() {}

  @Override
  public StoredState stateOf(OrganizationId organization, Set<String> keys) {
    StoredPartition partition = StoredPartition.read(store, organization, Samples.ENOUGH_TIME);
    Map<String, String> records = new HashMap<>();
    for (String key : keys) {
      if (recordOf(organization, key).map(IdempotencyRecord::outcome).orElse(null)
          instanceof RequestOutcome.Completed(var resource, _)) {
        records.put(key, resource.toString());
      }
    }
    return new StoredState(
        partition.organization().orElseThrow().resourceCount(),
        partition.resources().stream()
            .map(NamedResource::resource)
            .collect(
                Collectors.toMap(
                    resource -> resource.id().toString(),
                    resource -> resource.spec().name().value())),
        records);
  }

  private Optional<IdempotencyRecord> recordOf(OrganizationId organization, String key) {
    var anyCredential = new CredentialId(new UUID(0, 0));
    return store
        .contextOf(
            organization,
            anyCredential,
            Optional.of(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", key)),
            Samples.ENOUGH_TIME)
        .previous();
  }
}

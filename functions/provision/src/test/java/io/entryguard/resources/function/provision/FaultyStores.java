package io.entryguard.resources.function.provision;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.KeyHash;
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
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Stores that fail at random: before they do what they are asked, so that it is not done, or after
 * it, so that it is done and nobody is told.
 */
public final class FaultyStores
    implements OrganizationStore,
        ApiKeyStore,
        ResourceStore,
        ResourceReader,
        ResourceChanges,
        IdempotencyStore {
  private final Stores stores;
  private final Random random;
  private final double share;

  /**
   * @param share of the calls that fail
   */
  public FaultyStores(Stores stores, Random random, double share) {
    this.stores = stores;
    this.random = random;
    this.share = share;
  }

  public Stores stores() {
    return new Stores(this, this, this, this, this, this);
  }

  private <T> T call(Supplier<T> call) {
    if (random.nextDouble() >= share) {
      return call.get();
    }
    if (random.nextBoolean()) {
      T untold = call.get();
      throw new StoreUnavailableException("made to fail after " + untold);
    }
    throw new StoreUnavailableException("made to fail");
  }

  @Override
  public SaveOutcome save(Organization organization) {
    return call(() -> stores.organizations().save(organization));
  }

  @Override
  public SaveOutcome save(Credential credential) {
    return call(() -> stores.organizations().save(credential));
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    return call(() -> stores.keys().find(hash));
  }

  @Override
  public SaveOutcome save(ApiKey key) {
    return call(() -> stores.keys().save(key));
  }

  @Override
  public CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      Deadline timeLeft) {
    return call(() -> stores.resources().contextOf(organization, credential, key, timeLeft));
  }

  @Override
  public AddOutcome add(Creation creation, CreationContext before, Deadline timeLeft) {
    return call(() -> stores.resources().add(creation, before, timeLeft));
  }

  @Override
  public ResourceContext read(
      OrganizationId organization,
      ResourceId resource,
      Optional<CredentialId> credential,
      Deadline timeLeft) {
    return call(() -> stores.reader().read(organization, resource, credential, timeLeft));
  }

  @Override
  public Optional<StoredResource> find(
      OrganizationId organization, ResourceId resource, Deadline timeLeft) {
    return call(() -> stores.reader().find(organization, resource, timeLeft));
  }

  @Override
  public Optional<String> credentialName(
      OrganizationId organization, CredentialId credential, Deadline timeLeft) {
    return call(() -> stores.reader().credentialName(organization, credential, timeLeft));
  }

  @Override
  public boolean replace(
      OrganizationId organization,
      StoredResource before,
      StoredResource after,
      Optional<Credential> credential,
      Deadline timeLeft) {
    return call(() -> stores.changes().replace(organization, before, after, credential, timeLeft));
  }

  @Override
  public RemoveOutcome remove(Removal removal, Deadline timeLeft) {
    return call(() -> stores.changes().remove(removal, timeLeft));
  }

  @Override
  public Optional<IdempotencyRecord> find(
      OrganizationId organization, IdempotencyKey key, Deadline timeLeft) {
    return call(() -> stores.records().find(organization, key, timeLeft));
  }

  @Override
  public Optional<IdempotencyRecord> keep(
      OrganizationId organization, IdempotencyRecord record, Instant now, Deadline timeLeft) {
    return call(() -> stores.records().keep(organization, record, now, timeLeft));
  }
}

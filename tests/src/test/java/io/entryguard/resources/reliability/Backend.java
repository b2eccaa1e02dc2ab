package io.entryguard.resources.reliability;

import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.Tier;
import java.util.OptionalInt;
import java.util.Set;

/** A store for the service, with injected faults. */
interface Backend extends AutoCloseable {
  /** As the service reaches it. */
  ResourceStore resources();

  /** As the service reaches it. */
  ResourceCatalog catalog();

  /** As the service reaches it. */
  ResourceReader reader();

  /** As the service reaches it. */
  ResourceChanges changes();

  OrganizationStore accounts();

  /** Adds a credential and its organization, of the Free tier. */
  default void register(Credential credential) {
    accounts()
        .save(
            new Organization(
                credential.organization(),
                "Acme",
                Tier.FREE,
                OrganizationStatus.ACTIVE,
                OptionalInt.empty(),
                0,
                false,
                1));
    accounts().save(credential);
  }

  /** Completes all calls in flight; from now on there are no faults. */
  void settle();

  /**
   * Reads the stored state directly, without faults.
   *
   * @param keys the idempotency keys that callers used
   */
  StoredState stateOf(OrganizationId organization, Set<String> keys);

  @Override
  void close();

  /** Makes backends. */
  @FunctionalInterface
  interface Factory {
    /**
     * Creates an empty backend, isolated from others.
     *
     * @param boundary runs at each point where other callers may interleave
     */
    Backend open(FaultPlan faults, Runnable boundary);
  }
}

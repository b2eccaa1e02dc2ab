package io.entryguard.resources.function.createresource;

import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.store.Deadline;
import java.util.Optional;
import java.util.OptionalInt;

/** A store in which every organization has reached its limit. */
public record FullStore(Tier tier, int limit, Credential credential) implements ResourceStore {
  @Override
  public CreationContext contextOf(
      OrganizationId organization,
      CredentialId credentialId,
      Optional<IdempotencyKey> key,
      Deadline deadline) {
    return new CreationContext(
        Optional.of(
            new Organization(
                organization,
                "Acme",
                tier,
                OrganizationStatus.ACTIVE,
                OptionalInt.of(limit),
                limit,
                false,
                1)),
        Optional.of(credential),
        Optional.empty());
  }

  @Override
  public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
    throw new AssertionError("nothing is added to a full store");
  }
}

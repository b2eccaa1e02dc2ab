package io.entryguard.resources.http;

import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.OrganizationStatus;
import io.entryguard.resources.account.Tier;
import io.entryguard.resources.resource.AddOutcome;
import io.entryguard.resources.resource.Creation;
import io.entryguard.resources.resource.CreationContext;
import io.entryguard.resources.resource.IdempotencyKey;
import io.entryguard.resources.resource.ResourceStore;
import io.entryguard.resources.resource.TimeLeft;
import java.util.Optional;
import java.util.OptionalInt;

/** A store in which every organization holds as many resources as it may. */
record FullStore(Tier tier, int limit, Credential credential) implements ResourceStore {
  @Override
  public CreationContext contextOf(
      OrganizationId organization,
      CredentialId credentialId,
      Optional<IdempotencyKey> key,
      TimeLeft timeLeft) {
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
  public AddOutcome add(Creation creation, CreationContext before, TimeLeft timeLeft) {
    throw new AssertionError("nothing is added to a full store");
  }
}

package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.Optional;

/** Takes what a verification found out about a resource. */
public final class VerifyResource {
  /** Two verifications of one resource at once are rare; a third in between hardly happens. */
  private static final int MAX_TRIES = 5;

  private final ResourceChanges changes;

  @Inject
  public VerifyResource(ResourceChanges changes) {
    this.changes = requireNonNull(changes, "changes is null");
  }

  /**
   * Applies the verification, unless it is known already. It may come late, or again.
   *
   * @throws StoreUnavailableException when the store cannot answer now, or others keep changing the
   *     resource
   */
  public VerifyOutcome verify(
      OrganizationId organization,
      ResourceId resource,
      Verification verification,
      Deadline deadline) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<VerificationState> state = changes.verificationOf(organization, resource, deadline);
      if (state.isEmpty()) {
        return VerifyOutcome.RESOURCE_GONE;
      }
      VerificationState before = state.get();
      if (before.contradicts(verification)) {
        return VerifyOutcome.CONTRADICTED;
      }
      VerificationState after = before.with(verification);
      if (after.equals(before)) {
        return VerifyOutcome.KNOWN;
      }
      if (changes.replaceVerification(organization, resource, before, after, deadline)) {
        return VerifyOutcome.APPLIED;
      }
    }
    throw new StoreUnavailableException("others keep changing the resource");
  }
}

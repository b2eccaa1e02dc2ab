package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/**
 * Applies what the rest of the product reports of a resource: the result of a verification, and how
 * many sessions use it. Reports may arrive late or again, and are not published.
 */
public final class ApplyReport {
  /** Two reports on one resource at once are rare; a third in between hardly happens. */
  private static final int MAX_TRIES = 5;

  private final ResourceReader reader;
  private final ResourceChanges changes;

  @Inject
  public ApplyReport(ResourceReader reader, ResourceChanges changes) {
    this.reader = requireNonNull(reader, "reader is null");
    this.changes = requireNonNull(changes, "changes is null");
  }

  /**
   * Applies the verification, unless it is known already.
   *
   * @throws StoreUnavailableException when the store cannot answer now, or others keep changing the
   *     resource
   */
  public ReportOutcome apply(
      OrganizationId organization,
      ResourceId resource,
      Verification verification,
      Deadline deadline) {
    return apply(
        organization,
        resource,
        stored -> {
          if (stored.contradicts(verification)) {
            return new Step.End(ReportOutcome.CONTRADICTED);
          }
          return stored.learnsFrom(verification)
              ? new Step.Replace(stored.with(verification))
              : new Step.End(ReportOutcome.KNOWN);
        },
        deadline);
  }

  /**
   * Applies the number of sessions, unless this or a newer one is known already.
   *
   * @throws StoreUnavailableException when the store cannot answer now, or others keep changing the
   *     resource
   */
  public ReportOutcome apply(
      OrganizationId organization,
      ResourceId resource,
      ActiveSessions sessions,
      Deadline deadline) {
    return apply(
        organization,
        resource,
        stored -> {
          ActiveSessions known = stored.sessions();
          if (sessions.version() > known.version()) {
            return new Step.Replace(stored.with(sessions));
          }
          return new Step.End(
              sessions.version() == known.version() && !sessions.equals(known)
                  ? ReportOutcome.CONTRADICTED
                  : ReportOutcome.KNOWN);
        },
        deadline);
  }

  private sealed interface Step {
    record Replace(StoredResource after) implements Step {}

    record End(ReportOutcome outcome) implements Step {}
  }

  private ReportOutcome apply(
      OrganizationId organization,
      ResourceId resource,
      Function<StoredResource, Step> decide,
      Deadline deadline) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<StoredResource> stored = reader.find(organization, resource, deadline);
      if (stored.isEmpty()) {
        return ReportOutcome.RESOURCE_GONE;
      }
      switch (decide.apply(stored.get())) {
        case Step.End(ReportOutcome outcome) -> {
          return outcome;
        }
        case Step.Replace(StoredResource after) -> {
          if (changes.replace(organization, stored.get(), after, Optional.empty(), deadline)) {
            return ReportOutcome.APPLIED;
          }
        }
      }
    }
    throw new StoreUnavailableException("others keep changing the resource");
  }
}

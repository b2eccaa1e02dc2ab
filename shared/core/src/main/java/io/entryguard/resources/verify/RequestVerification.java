package io.entryguard.resources.verify;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.ResourceAccess;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceContext;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.change.VerificationRequest;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.Sleeper;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks the product's verifier for a verification of a resource, by an event, and waits for its
 * answer if the caller wants to.
 */
public final class RequestVerification {
  /** A request within this time of another one joins it: the verifier is asked once. */
  static final Duration JOINED = Duration.ofMinutes(1);

  /** Between two looks at the resource. */
  static final Duration INTERVAL = Duration.ofMillis(500);

  /** What the last look and the answer need: the wait ends this long before the time left does. */
  static final Duration RESERVE = Duration.ofSeconds(3);

  /** Each attempt after the first lost a race. Beyond this, the caller gets a 503. */
  private static final int MAX_TRIES = 10;

  private final ResourceReader reader;
  private final ResourceChanges changes;
  private final CurrentRepresentation representation;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Sleeper sleeper;

  @Inject
  public RequestVerification(
      ResourceReader reader,
      ResourceChanges changes,
      CurrentRepresentation representation,
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper) {
    this.reader = requireNonNull(reader, "reader is null");
    this.changes = requireNonNull(changes, "changes is null");
    this.representation = requireNonNull(representation, "representation is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.random = requireNonNull(random, "random is null");
    this.sleeper = requireNonNull(sleeper, "sleeper is null");
  }

  /**
   * Requests a verification, or joins a request of the last minute, and waits for a verification
   * that is newer than what was known at the request, and not of an earlier target.
   *
   * @param wait how long at most; zero to return at once
   * @throws StoreUnavailableException when the store cannot answer now, others keep changing the
   *     resource, or it cannot be told whether the request was taken
   */
  public VerificationOutcome request(
      OrganizationId organization, ResourceId id, Duration wait, Deadline deadline) {
    String changeId = PendingEvent.newChangeId(random);
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      ResourceContext context = reader.read(organization, id, Optional.empty(), deadline);
      switch (context.access(id)) {
        case ResourceAccess.Refused(Refusal refusal) -> {
          return new VerificationOutcome.Refused(refusal);
        }
        case ResourceAccess.Granted(StoredResource stored) -> {
          Instant now = clock.instant();
          if (isOpen(stored, now)) {
            return outcome(organization, stored, wait, deadline);
          }
          StoredResource requested =
              stored.with(now, new PendingEvent.VerificationRequested(changeId));
          if (changes.replace(organization, stored, requested, Optional.empty(), deadline)) {
            return outcome(organization, requested, wait, deadline);
          }
        }
      }
    }
    throw new StoreUnavailableException("others keep changing the resource");
  }

  private static boolean isOpen(StoredResource stored, Instant now) {
    return stored
        .requested()
        .filter(request -> now.isBefore(request.requestedAt().plus(JOINED)))
        .isPresent();
  }

  private VerificationOutcome outcome(
      OrganizationId organization, StoredResource requested, Duration wait, Deadline deadline) {
    ResourceId id = requested.resource().id();
    long known = requested.requested().map(VerificationRequest::afterVersion).orElseThrow();
    Instant end = clock.instant().plus(wait);
    StoredResource current = requested;
    while (wait.isPositive()) {
      if (current.verificationVersion() > known && !current.unverified()) {
        return current.newest().filter(Verification::succeeded).isPresent()
            ? new VerificationOutcome.Verified(
                representation.of(organization, current.resource(), deadline))
            : new VerificationOutcome.Refused(Refusal.VERIFICATION_FAILED);
      }
      if (!clock.instant().isBefore(end) || !sleep(deadline)) {
        break;
      }
      Optional<StoredResource> found = reader.find(organization, id, deadline);
      if (found.isEmpty()) {
        return new VerificationOutcome.Refused(Refusal.resourceNotFound(id));
      }
      current = found.get();
    }
    return new VerificationOutcome.Pending(
        representation.of(organization, current.resource(), deadline));
  }

  /** Returns false when there is no time to wait in. */
  private boolean sleep(Deadline deadline) {
    if (deadline.remaining().minus(RESERVE).compareTo(INTERVAL) < 0) {
      return false;
    }
    try {
      sleeper.sleep(INTERVAL);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.entryguard.resources.create;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.create.RequestResult.KeyReused;
import io.entryguard.resources.create.RequestResult.Settled;
import io.entryguard.resources.create.RequestResult.SettledBefore;
import io.entryguard.resources.create.RequestResult.Waiting;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Creates a resource for a requester that does not wait for a response. The outcome, also a
 * refusal, is kept under the request's key, so that a request has one outcome however often it is
 * received.
 */
public final class RequestResource {
  private final CreateResource createResource;
  private final IdempotencyStore records;
  private final InstantSource clock;

  @Inject
  public RequestResource(
      CreateResource createResource, IdempotencyStore records, InstantSource clock) {
    this.createResource = requireNonNull(createResource, "createResource is null");
    this.records = requireNonNull(records, "records is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Creates the resource as {@link CreateResource} does, or refuses it.
   *
   * @param lastChance whether the request will not come again: what is missing now is then missing
   *     for good
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public RequestResult request(
      OrganizationId organization,
      ResourceSpec spec,
      IdempotentRequest request,
      boolean lastChance,
      Deadline deadline) {
    var command = new CreateCommand(organization, spec, Optional.of(request));

    return switch (createResource.create(command, deadline)) {
      case CreateOutcome.Created(ResourceId id, String representation) ->
          new Settled(new RequestOutcome.Completed(id, representation));
      case CreateOutcome.Replayed(ResourceId id, String representation) ->
          new SettledBefore(new RequestOutcome.Completed(id, representation));
      case CreateOutcome.KeyReused() -> new KeyReused();
      case CreateOutcome.Missing(Refusal refusal) ->
          refuseOrWait(organization, request, refusal, lastChance, deadline);
      case CreateOutcome.Invalid(Map<String, String> errors) ->
          refuse(organization, request, Refusal.invalid(errors), deadline);
      case CreateOutcome.Refused(Refusal refusal) ->
          refuse(organization, request, refusal, deadline);
    };
  }

  private RequestResult refuseOrWait(
      OrganizationId organization,
      IdempotentRequest request,
      Refusal refusal,
      boolean lastChance,
      Deadline deadline) {
    if (lastChance) {
      return refuse(organization, request, refusal, deadline);
    }
    // What is missing now may have been there when the request was granted.
    Instant now = now();
    return records
        .find(organization, request.key(), deadline)
        .filter(record -> record.isAliveAt(now))
        .map(record -> again(request, record))
        .orElseGet(() -> new Waiting(refusal));
  }

  /**
   * Refuses the request, unless it was decided before.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public RequestResult refuse(
      OrganizationId organization, IdempotentRequest request, Refusal refusal, Deadline deadline) {
    Instant now = now();
    var outcome = new RequestOutcome.Refused(refusal);
    return records
        .keep(organization, IdempotencyRecord.of(request, outcome, now), now, deadline)
        .map(known -> again(request, known))
        .orElseGet(() -> new Settled(outcome));
  }

  private static RequestResult again(IdempotentRequest request, IdempotencyRecord known) {
    return known.request().equals(request) ? new SettledBefore(known.outcome()) : new KeyReused();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}

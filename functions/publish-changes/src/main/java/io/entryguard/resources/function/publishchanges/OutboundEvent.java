package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.text.Sha256;
import java.time.Instant;

/**
 * What this service tells the rest of the product. {@code docs/events} has a schema of each, under
 * the same name.
 */
public sealed interface OutboundEvent {
  OrganizationId organization();

  /**
   * The same whenever the same change is announced, and of no other change: readers drop repeats by
   * it. It is made of what changed and not of how the change was heard of, because a change that is
   * announced once more by hand, or from a table that was restored, is still the same change; the
   * stream would give it another id.
   *
   * @return 64 hexadecimal digits
   */
  String changeId();

  /** What became of a request for a resource. */
  static OutboundEvent of(OrganizationId organization, IdempotencyRecord record) {
    IdempotencyKey request = record.request().key();
    return switch (record.outcome()) {
      case RequestOutcome.Completed(ResourceId resource, _) ->
          new ResourceRequestCompleted(organization, request, record.expiresAt(), resource);
      case RequestOutcome.Refused(Refusal refusal) ->
          new ResourceRequestRefused(organization, request, record.expiresAt(), refusal);
    };
  }

  /**
   * A resource is there that was not before, however it was asked for.
   *
   * @param resource as it was created
   */
  record ResourceCreated(OrganizationId organization, Resource resource) implements OutboundEvent {
    public ResourceCreated {
      requireNonNull(organization, "organization is null");
      requireNonNull(resource, "resource is null");
    }

    @Override
    public String changeId() {
      return digest("ResourceCreated", organization.toString(), resource.id().toString());
    }
  }

  /**
   * A request that came by an event was granted.
   *
   * @param expiresAt when the request's record does. From then on its id is free, so that another
   *     outcome under it is another change
   */
  record ResourceRequestCompleted(
      OrganizationId organization, IdempotencyKey request, Instant expiresAt, ResourceId resource)
      implements OutboundEvent {
    public ResourceRequestCompleted {
      requireNonNull(organization, "organization is null");
      requireEvent(request);
      requireNonNull(expiresAt, "expiresAt is null");
      requireNonNull(resource, "resource is null");
    }

    @Override
    public String changeId() {
      return outcomeId("ResourceRequestCompleted", organization, request, expiresAt);
    }
  }

  /**
   * A request that came by an event was refused.
   *
   * @param expiresAt as {@link ResourceRequestCompleted#expiresAt}
   */
  record ResourceRequestRefused(
      OrganizationId organization, IdempotencyKey request, Instant expiresAt, Refusal refusal)
      implements OutboundEvent {
    public ResourceRequestRefused {
      requireNonNull(organization, "organization is null");
      requireEvent(request);
      requireNonNull(expiresAt, "expiresAt is null");
      requireNonNull(refusal, "refusal is null");
    }

    @Override
    public String changeId() {
      return outcomeId("ResourceRequestRefused", organization, request, expiresAt);
    }
  }

  /** Who asks over HTTP has the answer already. */
  private static void requireEvent(IdempotencyKey request) {
    if (request.origin() != IdempotencyKey.Origin.EVENT) {
      throw new IllegalArgumentException("request did not come by an event");
    }
  }

  private static String outcomeId(
      String type, OrganizationId organization, IdempotencyKey request, Instant expiresAt) {
    return digest(
        type,
        organization.toString(),
        request.caller(),
        request.value(),
        Long.toString(expiresAt.getEpochSecond()));
  }

  /** None of the parts can hold the line break that is between them. */
  private static String digest(String... parts) {
    return Sha256.hex(String.join("\n", parts));
  }
}
